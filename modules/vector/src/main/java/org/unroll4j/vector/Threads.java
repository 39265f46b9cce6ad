package org.unroll4j.vector;

import java.util.stream.IntStream;

/** Shares out independent work to the processors. The result does not depend on how many. */
final class Threads {

  /** The system property that bounds the number of threads; all processors unless set. */
  static final String PROPERTY = "unroll4j.threads";

  private static final int COUNT =
      Integer.getInteger(PROPERTY, Runtime.getRuntime().availableProcessors());

  /** Work of a range of indices. */
  @FunctionalInterface
  interface Range {
    void run(int from, int to);
  }

  private Threads() {}

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
}
