package org.unroll4j.studies.demand.baselines;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.unroll4j.data.series.SeriesTable;

/**
 * The rows that a model may be fitted or judged on, by arithmetic: series × origin × step of the
 * horizon, with the target inside given bounds.
 *
 * <p>If there are more than asked for, so many are drawn with replacement, each candidate equally
 * likely; what is drawn depends on the generator only. Candidates whose target is missing or not
 * inside the bounds are skipped.
 */
final class CandidateRows {

  /** Draws per row that is asked for, before it is given up to find more. */
  private static final int PATIENCE = 4;

  private final SeriesTable table;
  private final int[] firstOrigin;
  private final int[] end;
  private final int stride;
  private final int horizon;
  private final long[] upTo;

  /**
   * All candidates.
   *
   * @param firstOrigin first origin of each series
   * @param end step after the last target of each series
   * @param stride steps between origins
   */
  CandidateRows(SeriesTable table, int[] firstOrigin, int[] end, int stride, int horizon) {
    this.table = table;
    this.firstOrigin = firstOrigin;
    this.end = end;
    this.stride = stride;
    this.horizon = horizon;
    this.upTo = new long[table.size()];
    long total = 0;
    for (int s = 0; s < upTo.length; s++) {
      int last = Math.min(end[s], table.end(s)) - 2;
      int origins = last < firstOrigin[s] ? 0 : (last - firstOrigin[s]) / stride + 1;
      total += (long) origins * horizon;
      upTo[s] = total;
    }
  }

  /** The rows, at most {@code most}, in an order that does not depend on the generator's draws. */
  long[] choose(int most, SplittableRandom random) {
    long total = upTo.length == 0 ? 0 : upTo[upTo.length - 1];
    if (total <= most) {
      return LongStream.range(0, total).filter(this::exists).toArray();
    }
    return random
        .longs((long) PATIENCE * most, 0, total)
        .filter(this::exists)
        .limit(most)
        .sorted()
        .toArray();
  }

  private boolean exists(long row) {
    int s = series(row);
    return origin(s, row) + horizonStep(row) < end[s] && !Float.isNaN(actual(row));
  }

  /** What is known at the origin of a row. */
  Past past(long row) {
    int s = series(row);
    return new Past(table, s, origin(s, row));
  }

  /** Step of the horizon of a row, from 1. */
  int horizonStep(long row) {
    return (int) (inSeries(series(row), row) % horizon) + 1;
  }

  /** Value of the target; NaN if it is missing. */
  float actual(long row) {
    int s = series(row);
    return table.value(s, origin(s, row) + horizonStep(row));
  }

  private int origin(int s, long row) {
    return firstOrigin[s] + (int) (inSeries(s, row) / horizon) * stride;
  }

  private long inSeries(int s, long row) {
    return row - (s == 0 ? 0 : upTo[s - 1]);
  }

  private int series(long row) {
    int found = Arrays.binarySearch(upTo, row);
    int s = found < 0 ? -found - 1 : found + 1;
    while (upTo[s] <= row) {
      s++;
    }
    return s;
  }
}
