package org.unroll4j.peers.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Times several workers at the same work. They take turns, and each round has another order, so
 * that a noisy machine hits all alike; a worker that waits does nothing.
 */
final class Contest {

  private static final int TURN_SECONDS = 300;
  private static final int LEAST_WARM_UPS = 2;
  private static final int LEAST_ROUNDS = 3;

  /** Whoever has warmed up for longer than this goes on one by one. */
  private static final double SHORT_SECONDS = 0.5;

  /** Whoever takes longer than this for one repetition does fewer of them. */
  private static final double LONG_SECONDS = 3;

  private final Effort effort;
  private final Map<String, WorkerProcess> workers;
  private final Map<String, Turn> turns = new LinkedHashMap<>();
  private final Map<String, Timings> timings = new LinkedHashMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();

  /** The workers by id have loaded the work. */
  Contest(Effort effort, Map<String, WorkerProcess> workers) {
    this.effort = effort;
    this.workers = new LinkedHashMap<>(workers);
  }

  /** Runs it. */
  void run() {
    for (String id : List.copyOf(workers.keySet())) {
      attempt(id, () -> warmUp(id));
    }
    double share = effort.seconds() / Math.max(1, workers.size());
    for (int round = 0; round < effort.rounds() && !workers.isEmpty(); round++) {
      if (round >= LEAST_ROUNDS && turns.values().stream().allMatch(t -> t.spent > share)) {
        return;
      }
      List<String> order = new ArrayList<>(workers.keySet());
      Collections.rotate(order, -round);
      for (String id : order) {
        Turn turn = turns.get(id);
        boolean enough = turn.repetitions == 1 && turn.spent > share;
        if (!enough || round < (turn.slow ? 1 : LEAST_ROUNDS)) {
          int number = round;
          attempt(id, () -> takeTurn(id, number));
        }
      }
    }
  }

  private void takeTurn(String id, int round) throws WorkerException {
    Turn turn = turns.get(id);
    Timings times = timings.computeIfAbsent(id, unused -> new Timings());
    WorkerProcess worker = workers.get(id);
    double cpu = worker.cpuSeconds();
    long start = System.nanoTime();
    if (turn.endOfLast != 0) {
      times.addIdle((start - turn.endOfLast) / 1e9, cpu - turn.cpuOfLast);
    }
    Repetitions repetitions = time(id, turn.repetitions);
    times.add(round, repetitions.milliseconds());
    turn.spent += repetitions.seconds();
    turn.endOfLast = System.nanoTime();
    turn.cpuOfLast = worker.cpuSeconds();
  }

  /** What was measured, by id. */
  Map<String, Timings> timings() {
    return timings;
  }

  /** Why somebody dropped out, by id. */
  Map<String, String> failures() {
    return failures;
  }

  private void warmUp(String id) throws WorkerException {
    double spent = 0;
    Repetitions last = new Repetitions(1, new double[1]);
    for (int count = 0;
        spent < (count < LEAST_WARM_UPS ? LONG_SECONDS : effort.warmUpSeconds());
        count += last.nanos.length) {
      boolean more = count > 0 && spent < SHORT_SECONDS;
      last = time(id, more ? 2 * last.nanos.length : 1);
      spent += last.seconds();
    }
    Turn turn = new Turn();
    double typical = Quartiles.of(last.nanos).median() / 1e6;
    turn.repetitions = (int) Math.max(1, Math.round(effort.turnMilliseconds() / typical));
    turn.slow = typical > LONG_SECONDS * 1e3;
    turns.put(id, turn);
  }

  private Repetitions time(String id, int count) throws WorkerException {
    String[] answer = workers.get(id).ask("time " + count, TURN_SECONDS).split(" ");
    double[] nanos = Arrays.stream(answer).skip(1).mapToDouble(Double::parseDouble).toArray();
    return new Repetitions(Integer.parseInt(answer[0]), nanos);
  }

  private void attempt(String id, Attempt attempt) {
    try {
      attempt.make();
    } catch (WorkerException e) {
      failures.put(id, e.getMessage());
      workers.remove(id);
      turns.remove(id);
    }
  }

  /** What a worker says of its repetitions, each of which does the work so many times. */
  private record Repetitions(int times, double[] nanos) {

    double seconds() {
      return Arrays.stream(nanos).sum() / 1e9;
    }

    double[] milliseconds() {
      return Arrays.stream(nanos).map(n -> n / times / 1e6).toArray();
    }
  }

  /** How a worker's turns go. */
  private static final class Turn {
    private int repetitions;
    private boolean slow;
    private double spent;
    private long endOfLast;
    private double cpuOfLast;
  }

  private interface Attempt {
    void make() throws WorkerException;
  }
}
