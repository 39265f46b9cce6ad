package org.unroll4j.peers.bench;

import java.util.Map;
import java.util.Optional;
import org.unroll4j.peers.work.Answer;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;
import org.unroll4j.peers.worker.Peer;
import org.unroll4j.peers.worker.PeerSettings;
import org.unroll4j.peers.worker.PeerTask;

/** A framework that does nothing, or misbehaves as its variant says. */
public final class FakePeer implements Peer {

  private String variant;

  @Override
  public void start(PeerSettings settings) {
    variant = settings.variant();
    System.out.println("a library's chatter");
  }

  @Override
  public Map<String, String> facts() {
    return Map.of("variant", variant);
  }

  @Override
  public Optional<String> refusal(Work work) {
    return variant.equals("refuses") ? Optional.of("it does not do that") : Optional.empty();
  }

  @Override
  public PeerTask prepare(Work work, Problem problem) {
    return new PeerTask() {
      private int runs;

      @Override
      public void run() {
        long end = System.nanoTime() + 1_000_000;
        while (System.nanoTime() < end) {
          Thread.onSpinWait();
        }
        if (variant.equals("crashes") && ++runs > 3) {
          Runtime.getRuntime().halt(3);
        }
        if (variant.equals("throws") && ++runs > 3) {
          throw new IllegalStateException("out of\nluck");
        }
      }

      @Override
      public Answer answer() {
        if (variant.equals("speechless")) {
          throw new IllegalStateException("nothing to say");
        }
        float first = variant.equals("wrong") ? 1.01f : 1;
        return new Answer(Map.of(Answer.OUTPUTS, new float[] {first, 2}));
      }
    };
  }
}
