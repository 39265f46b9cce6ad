package org.unroll4j.peers.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The times of one entrant at one work, round by round. */
public final class Timings {

  private final Map<Integer, double[]> rounds = new TreeMap<>();
  private double idleWall;
  private double idleCpu;

  /** Adds the milliseconds of a round's repetitions. */
  void add(int round, double[] milliseconds) {
    rounds.put(round, milliseconds);
  }

  /** Notes processor time that was used while others had their turn. */
  void addIdle(double wallSeconds, double cpuSeconds) {
    idleWall += wallSeconds;
    idleCpu += cpuSeconds;
  }

  /** Processors in use, on average, while others had their turn: near 0 for a fair contest. */
  public double idleCpu() {
    return idleWall == 0 ? 0 : idleCpu / idleWall;
  }

  /** Number of rounds. */
  public int rounds() {
    return rounds.size();
  }

  /** Number of repetitions over all rounds. */
  public int repetitions() {
    return rounds.values().stream().mapToInt(times -> times.length).sum();
  }

  /** Milliseconds over all repetitions. */
  public Quartiles milliseconds() {
    return Quartiles.of(
        rounds.values().stream().flatMapToDouble(java.util.Arrays::stream).toArray());
  }

  /** How many times longer this took than the other did, round by round, where both took part. */
  public Optional<Quartiles> ratioTo(Timings other) {
    List<Double> ratios = new ArrayList<>();
    rounds.forEach(
        (round, times) -> {
          double[] others = other.rounds.get(round);
          if (others != null) {
            ratios.add(Quartiles.of(times).median() / Quartiles.of(others).median());
          }
        });
    return ratios.isEmpty()
        ? Optional.empty()
        : Optional.of(Quartiles.of(ratios.stream().mapToDouble(Double::doubleValue).toArray()));
  }
}
