package org.unroll4j.studies.baselines;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.unroll4j.studies.evaluation.Moments;

/**
 * The walk through sessions that keeps the future out: at a moment, exactly the events up to it
 * have been shown.
 */
final class EventWalk {

  private EventWalk() {}

  /** Sees the events of one session after the other. */
  interface Observer {

    /** Begins a session. */
    void begin();

    /** Takes the next event of the session, a row of the events. */
    void see(int row);
  }

  /** Called with the index of a moment when its events, and none after, have been seen. */
  interface AtMoment {
    void reached(int index);
  }

  static void walk(SessionEvents events, Moments moments, Observer observer, AtMoment visitor) {
    int[] sequence = moments.sequence();
    int[] step = moments.step();
    int current = -1;
    int seen = 0;
    for (int i : inOrder(sequence, step)) {
      if (sequence[i] != current) {
        current = sequence[i];
        seen = 0;
        observer.begin();
      }
      while (seen < step[i]) {
        observer.see(events.row(current, ++seen));
      }
      visitor.reached(i);
    }
  }

  private static int[] inOrder(int[] sequence, int[] step) {
    Comparator<Integer> order =
        Comparator.<Integer>comparingInt(i -> sequence[i]).thenComparingInt(i -> step[i]);
    boolean sorted = IntStream.range(1, step.length).allMatch(i -> order.compare(i - 1, i) <= 0);
    IntStream indices = IntStream.range(0, step.length);
    return sorted
        ? indices.toArray()
        : indices.boxed().sorted(order).mapToInt(Integer::intValue).toArray();
  }
}
