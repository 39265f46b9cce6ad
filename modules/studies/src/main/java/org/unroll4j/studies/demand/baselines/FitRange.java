package org.unroll4j.studies.demand.baselines;

import java.util.Arrays;
import org.unroll4j.data.series.SeriesTable;

/**
 * Which targets baselines are fitted on, per series: training are those before {@code trainEnd},
 * validation those from there to before {@code validationEnd}.
 *
 * @param trainEnd step after the last training target, of each series
 * @param validationEnd step after the last validation target, of each series
 * @param refit whether, after all choices are made, the coefficients and trees are fitted once more
 *     on training and validation together
 */
public record FitRange(int[] trainEnd, int[] validationEnd, boolean refit) {

  /** Checks the ends. */
  public FitRange {
    if (trainEnd.length != validationEnd.length) {
      throw new IllegalArgumentException(
          "FitRange: expected as many ends of training as of validation, but got %d and %d."
              .formatted(trainEnd.length, validationEnd.length));
    }
    for (int s = 0; s < trainEnd.length; s++) {
      if (trainEnd[s] > validationEnd[s]) {
        throw new IllegalArgumentException(
            "FitRange: series %d: training ends at step %d, after validation at step %d."
                .formatted(s, trainEnd[s], validationEnd[s]));
      }
    }
  }

  /** The same ends for all series. */
  public static FitRange of(SeriesTable table, int trainEnd, int validationEnd) {
    int[] train = new int[table.size()];
    int[] validation = new int[table.size()];
    Arrays.fill(train, trainEnd);
    Arrays.fill(validation, validationEnd);
    return new FitRange(train, validation, false);
  }

  /**
   * Ends counted from the end of each series, for tables whose series end at different steps: its
   * last {@code test} steps are left out, and the {@code validation} steps before are validation.
   */
  public static FitRange ofEnds(SeriesTable table, int validation, int test) {
    int[] trainEnd = new int[table.size()];
    int[] validationEnd = new int[table.size()];
    for (int s = 0; s < trainEnd.length; s++) {
      validationEnd[s] = Math.max(0, table.end(s) - test);
      trainEnd[s] = Math.max(0, validationEnd[s] - validation);
    }
    return new FitRange(trainEnd, validationEnd, false);
  }

  /** The same with {@link #refit}. */
  public FitRange withRefit() {
    return new FitRange(trainEnd, validationEnd, true);
  }

  /** What the last fit may see: {@code validationEnd} with {@link #refit}, else trainEnd. */
  int[] fitEnd() {
    return refit ? validationEnd : trainEnd;
  }
}
