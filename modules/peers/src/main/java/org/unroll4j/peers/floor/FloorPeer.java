package org.unroll4j.peers.floor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.unroll4j.peers.work.Answer;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;
import org.unroll4j.peers.worker.Peer;
import org.unroll4j.peers.worker.PeerSettings;
import org.unroll4j.peers.worker.PeerTask;

/**
 * The arithmetic floor: as many fused multiplications and additions as the products of a work need,
 * in registers, on all threads. Taking part like any peer, it meets the machine in the same
 * minutes.
 */
public final class FloorPeer implements Peer {

  private static final double LEAST_FLOPS = 2e9;

  private int threads;
  private volatile float sink;

  @Override
  public void start(PeerSettings settings) {
    threads = settings.threads();
  }

  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("java", System.getProperty("java.version"));
    facts.put("bits of a vector", Integer.toString(Multiplications.bits()));
    facts.put("GFLOP/s of one thread", "%.1f".formatted(rate(1)));
    facts.put("GFLOP/s of %d threads".formatted(threads), "%.1f".formatted(rate(threads)));
    facts.put("GB/s of %d threads".formatted(threads), "%.1f".formatted(Bandwidth.triad(threads)));
    return facts;
  }

  @Override
  public Optional<String> refusal(Work work) {
    return Optional.empty();
  }

  /** Small works are stretched so that starting the threads does not count. */
  @Override
  public PeerTask prepare(Work work, Problem problem) {
    int times = (int) Math.max(1, Math.ceil(LEAST_FLOPS / work.flops()));
    long rounds = (long) (times * work.flops() / Multiplications.flopsPerRound() / threads);
    return new PeerTask() {
      @Override
      public int times() {
        return times;
      }

      @Override
      public void run() {
        multiply(threads, rounds);
      }

      @Override
      public Answer answer() {
        return new Answer(Map.of());
      }
    };
  }

  private double rate(int threads) {
    long rounds = (long) (LEAST_FLOPS / Multiplications.flopsPerRound());
    double best = 0;
    for (int i = 0; i < 10; i++) {
      long start = System.nanoTime();
      multiply(threads, rounds);
      double nanos = System.nanoTime() - start;
      best = Math.max(best, threads * rounds * Multiplications.flopsPerRound() / nanos);
    }
    return best;
  }

  private void multiply(int threads, long rounds) {
    Team.run(threads, thread -> sink = Multiplications.run(rounds, thread));
  }
}
