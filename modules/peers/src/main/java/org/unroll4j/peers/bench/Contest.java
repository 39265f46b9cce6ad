package org.unroll4j.peers.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Times several workers at the same work. They take turns, and each round has another order, so
 * that a noisy machine hits all alike; a worker that waits does nothing.
 */
final class Contest {

  private static final int TURN_SECONDS = 300;
  private static final int LEAST_WARM_UPS = 2;
  private static final int LEAST_ROUNDS = 3;

  private final Effort effort;
  private final Map<String, WorkerProcess> workers;
  private final Map<String, Integer> repetitions = new LinkedHashMap<>();
  private final Map<String, Timings> timings = new LinkedHashMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();

  /** The workers by id have loaded the work. */
  Contest(Effort effort, Map<String, WorkerProcess> workers) {
    this.effort = effort;
    this.workers = new LinkedHashMap<>(workers);
  }

  /** Runs it. */
  void run() {
    for (String id : workers.keySet().toArray(new String[0])) {
      turn(id, () -> warmUp(id));
    }
    double[] spent = new double[1];
    double share = effort.seconds() / Math.max(1, workers.size());
    Map<String, Double> used = new LinkedHashMap<>();
    for (int round = 0; round < effort.rounds() && !workers.isEmpty(); round++) {
      if (round >= LEAST_ROUNDS && spent[0] > effort.seconds()) {
        return;
      }
      String[] order = workers.keySet().toArray(new String[0]);
      for (int i = 0; i < order.length; i++) {
        String id = order[(i + round) % order.length];
        boolean slow = used.getOrDefault(id, 0.0) > share && repetitions.get(id) == 1;
        if (slow && round >= LEAST_ROUNDS) {
          continue;
        }
        int number = round;
        turn(
            id,
            () -> {
              Turns turns = time(id, repetitions.get(id));
              timings
                  .computeIfAbsent(id, unused -> new Timings())
                  .add(number, turns.milliseconds());
              double seconds = turns.seconds();
              used.merge(id, seconds, Double::sum);
              spent[0] += seconds;
            });
      }
    }
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
    Turns last = time(id, 1);
    for (int count = 1;
        count < LEAST_WARM_UPS || spent < effort.warmUpSeconds();
        count += last.nanos.length) {
      last = time(id, 2 * last.nanos.length);
      spent += last.seconds();
    }
    double typical = Quartiles.of(last.nanos).median() / 1e6;
    repetitions.put(id, (int) Math.max(1, Math.round(effort.turnMilliseconds() / typical)));
  }

  private Turns time(String id, int count) throws WorkerException {
    String[] answer = workers.get(id).ask("time " + count, TURN_SECONDS).split(" ");
    double[] nanos = Arrays.stream(answer).skip(1).mapToDouble(Double::parseDouble).toArray();
    return new Turns(Integer.parseInt(answer[0]), nanos);
  }

  /** What a worker says of its repetitions, each of which does the work so many times. */
  private record Turns(int times, double[] nanos) {

    double seconds() {
      return Arrays.stream(nanos).sum() / 1e9;
    }

    double[] milliseconds() {
      return Arrays.stream(nanos).map(n -> n / times / 1e6).toArray();
    }
  }

  private void turn(String id, Turn turn) {
    try {
      turn.take();
    } catch (WorkerException e) {
      failures.put(id, e.getMessage());
      workers.remove(id).close();
    }
  }

  private interface Turn {
    void take() throws WorkerException;
  }
}
