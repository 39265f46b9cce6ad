package org.unroll4j.vector;

import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Shares out independent work to the processors. The result does not depend on how many. */
final class Threads {

  /** The system property that bounds the number of threads; all processors unless set. */
  static final String PROPERTY = "unroll4j.threads";

  /** How many threads work at once, at most. */
  static final int COUNT =
      Math.max(1, Integer.getInteger(PROPERTY, Runtime.getRuntime().availableProcessors()));

  /** Elementary operations below which waking another thread takes longer than the work. */
  private static final long WORTH_A_THREAD = 500_000;

  /** Work of a range of indices. */
  @FunctionalInterface
  interface Range {
    void run(int from, int to);
  }

  private Threads() {}

  /** How many indices should at least go together, if each takes so many operations. */
  static int share(long operationsEach) {
    return (int) Math.max(1, WORTH_A_THREAD / Math.max(1, operationsEach));
  }

  /** Splits {@code [0, count)} into one range per thread, and none smaller than {@code atLeast}. */
  static void split(int count, int atLeast, Range work) {
    int parts = Math.max(1, Math.min(COUNT, count / atLeast));
    if (parts == 1) {
      work.run(0, count);
      return;
    }
    IntStream.range(0, parts)
        .parallel()
        .forEach(
            part ->
                work.run(
                    (int) ((long) count * part / parts),
                    (int) ((long) count * (part + 1) / parts)));
  }

  /** Runs the work for all parts at once. */
  static <A> void each(A[] parts, Consumer<A> work) {
    split(
        parts.length,
        1,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            work.accept(parts[i]);
          }
        });
  }
}
