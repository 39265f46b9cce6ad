package org.unroll4j.vector;

import java.util.function.Consumer;

/**
 * Shares out independent work to the processors. The result does not depend on how many.
 *
 * <p>Whoever has work takes the helpers that are free at that moment, gives each a part and does
 * one part itself; so a part may share out its own work again, and several callers never wait for
 * one another.
 */
final class Threads {

  /** The system property that bounds the number of threads; all processors unless set. */
  static final String PROPERTY = "unroll4j.threads";

  /** How many threads work at once, at most. */
  static final int COUNT =
      Math.max(1, Integer.getInteger(PROPERTY, Runtime.getRuntime().availableProcessors()));

  /** Elementary operations below which waking another thread takes longer than the work. */
  private static final long WORTH_A_THREAD = 150_000;

  /** The same for a thread that is awake and waits for work. */
  private static final long WORTH_A_HANDOVER = 25_000;

  private static final Helper[] HELPERS = helpers();

  /** Work of a range of indices. */
  @FunctionalInterface
  interface Range {
    void run(int from, int to);
  }

  private Threads() {}

  private static Helper[] helpers() {
    Helper[] helpers = new Helper[COUNT - 1];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = new Helper("unroll4j-" + (i + 1));
    }
    return helpers;
  }

  /** How many indices should at least go together, if each takes so many operations. */
  static int share(long operationsEach) {
    return atLeast(WORTH_A_THREAD, operationsEach);
  }

  /** The same for work that {@link #splitOften} splits. */
  static int shareOften(long operationsEach) {
    return atLeast(WORTH_A_HANDOVER, operationsEach);
  }

  private static int atLeast(long operations, long operationsEach) {
    return (int) Math.max(1, operations / Math.max(1, operationsEach));
  }

  /** Splits {@code [0, count)} into one range per thread, and none smaller than {@code atLeast}. */
  static void split(int count, int atLeast, Range work) {
    split(count, atLeast, false, work);
  }

  /**
   * As {@link #split}, for little work that comes again and again, as the products of one sequence
   * do step after step: helpers that sleep are woken only if the last such work was a moment ago.
   */
  static void splitOften(int count, int atLeast, Range work) {
    split(count, atLeast, true, work);
  }

  private static void split(int count, int atLeast, boolean little, Range work) {
    int wanted = Math.min(COUNT, count / atLeast) - 1;
    if (wanted <= 0) {
      work.run(0, count);
      return;
    }
    Helper[] team = new Helper[wanted];
    int size = 0;
    for (int i = 0; i < HELPERS.length && size < wanted; i++) {
      if (HELPERS[i].take(little)) {
        team[size++] = HELPERS[i];
      }
    }
    for (int i = 0; i < size; i++) {
      team[i].start(work, edge(count, i + 1, size + 1), edge(count, i + 2, size + 1));
    }
    try {
      work.run(0, edge(count, 1, size + 1));
    } finally {
      finish(team, size, little);
    }
  }

  private static int edge(int count, int part, int parts) {
    return (int) ((long) count * part / parts);
  }

  /** Waits for all, and then reports the first failure. */
  private static void finish(Helper[] team, int size, boolean little) {
    Throwable failure = null;
    for (int i = 0; i < size; i++) {
      Throwable ofHelper = team[i].finish(little);
      failure = failure == null ? ofHelper : failure;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    if (failure instanceof Error error) {
      throw error;
    }
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
