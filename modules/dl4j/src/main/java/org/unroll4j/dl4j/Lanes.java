package org.unroll4j.dl4j;

import java.util.stream.IntStream;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Shares out the rows of a matrix to threads. Rows belong to blocks and blocks to lanes, the same
 * ones however many threads there are: what is summed lane by lane does not depend on them.
 *
 * <p>The system property {@code unroll4j.threads} bounds the number of threads. Where ND4J's own
 * operations use several, one at a time is called.
 */
final class Lanes {

  /** Rows that are worth a thread, and that fit the second cache. */
  static final int BLOCK = 1024;

  private static final int MOST = 4;

  private static final int THREADS =
      Math.max(
          1, Integer.getInteger("unroll4j.threads", Runtime.getRuntime().availableProcessors()));

  private Lanes() {}

  /** What is done with one block of rows. */
  @FunctionalInterface
  interface Work {
    void run(int lane, long from, long to);
  }

  /** How many lanes so many rows have. */
  static int count(long rows) {
    return (int) Math.min(MOST, blocks(rows));
  }

  /** Whether a block is the first one of its lane. */
  static boolean isFirst(long from) {
    return from < (long) MOST * BLOCK;
  }

  private static long blocks(long rows) {
    return (rows + BLOCK - 1) / BLOCK;
  }

  /** Runs the work for every block of rows: those of a lane one after the other, in order. */
  static void each(long rows, Work work) {
    IntStream lanes = IntStream.range(0, count(rows));
    boolean alone = THREADS == 1 || Nd4j.getEnvironment().maxThreads() > 1;
    (alone ? lanes : lanes.parallel()).forEach(lane -> run(lane, rows, work));
  }

  private static void run(int lane, long rows, Work work) {
    for (long block = lane; block < blocks(rows); block += MOST) {
      work.run(lane, block * BLOCK, Math.min(rows, (block + 1) * BLOCK));
    }
  }
}
