package org.unroll4j.vector;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.unroll4j.core.engine.Direction;
import org.unroll4j.core.engine.ValidSteps;

/**
 * The visits of a pass: every valid step of every sequence once, in the order of the walk. What is
 * not valid has no visit and costs nothing.
 *
 * <p>States have a row for each row of [T·N] and behind them one for the initial state of each
 * sequence; gates have one for each visit.
 *
 * @param count number of visits
 * @param row the row of [T·N] of each visit
 * @param before the row of the state before each visit
 * @param last the row of the final state of each sequence
 * @param walks the visits shared out between threads; a sequence belongs to one of them
 */
record Visits(int count, int[] row, int[] before, int[] last, Walk[] walks) {

  /** The visits of a pass for so many threads. */
  static Visits of(ValidSteps valid, Direction direction, int threads) {
    int steps = valid.steps();
    int batchSize = valid.batchSize();
    int[] lengths = lengths(valid);
    int count = Arrays.stream(lengths).sum();
    int[] thread = shareOut(lengths, threads);
    int[] row = new int[count];
    int[] before = new int[count];
    int[] last = Rows.range(steps * batchSize, batchSize);
    WalkBuilder[] walks = new WalkBuilder[threads];
    Arrays.setAll(walks, i -> new WalkBuilder(i, thread, lengths, steps));
    int visit = 0;
    for (int k = 0; k < steps; k++) {
      int t = direction.step(k, steps);
      for (int n = 0; n < batchSize; n++) {
        if (valid.isValid(t, n)) {
          row[visit] = t * batchSize + n;
          before[visit] = last[n];
          last[n] = row[visit];
          walks[thread[n]].add(row[visit], before[visit], n, visit);
          visit++;
        }
      }
      for (WalkBuilder walk : walks) {
        walk.endStep();
      }
    }
    Walk[] built = new Walk[threads];
    Arrays.setAll(built, i -> walks[i].build());
    return new Visits(count, row, before, last, built);
  }

  private static int[] lengths(ValidSteps valid) {
    int[] lengths = new int[valid.batchSize()];
    for (int t = 0; t < valid.steps(); t++) {
      for (int n = 0; n < lengths.length; n++) {
        lengths[n] += valid.isValid(t, n) ? 1 : 0;
      }
    }
    return lengths;
  }

  /**
   * Which thread gets which sequence: neighbours together if all are equally long; else dealt out
   * by falling length, to and fro, so that all get about as much.
   */
  private static int[] shareOut(int[] lengths, int threads) {
    int[] thread = new int[lengths.length];
    if (threads == 1) {
      return thread;
    }
    if (Arrays.stream(lengths).distinct().count() == 1) {
      Arrays.setAll(thread, n -> (int) ((long) n * threads / lengths.length));
      return thread;
    }
    int[] order =
        IntStream.range(0, lengths.length)
            .boxed()
            .sorted(Comparator.comparingInt(n -> -lengths[n]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; i < order.length; i++) {
      int turn = i % threads;
      thread[order[i]] = i / threads % 2 == 0 ? turn : threads - 1 - turn;
    }
    return thread;
  }

  private static final class WalkBuilder {
    private final int[] row;
    private final int[] before;
    private final int[] sequence;
    private final int[] visits;
    private final int[] stepEnds;
    private int size;
    private int steps;

    WalkBuilder(int self, int[] thread, int[] lengths, int steps) {
      int total = 0;
      for (int n = 0; n < thread.length; n++) {
        total += thread[n] == self ? lengths[n] : 0;
      }
      row = new int[total];
      before = new int[total];
      sequence = new int[total];
      visits = new int[total];
      stepEnds = new int[steps];
    }

    void add(int visitedRow, int rowBefore, int n, int visit) {
      row[size] = visitedRow;
      before[size] = rowBefore;
      sequence[size] = n;
      visits[size++] = visit;
    }

    void endStep() {
      if (size > (steps == 0 ? 0 : stepEnds[steps - 1])) {
        stepEnds[steps++] = size;
      }
    }

    Walk build() {
      return new Walk(row, before, sequence, visits, row, before, stepEnds, steps);
    }
  }
}
