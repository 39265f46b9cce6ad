package org.unroll4j.studies.demand;

import org.unroll4j.data.DataException;
import org.unroll4j.data.series.SeriesTable;

/**
 * Which steps are targets of which part. Targets of training lie before {@code validation}, those
 * of the validation part from there to before {@code test}, those of the test part from there to
 * before {@code end}.
 *
 * @param validation first step of the validation part
 * @param test first step of the test part
 * @param end step after the last one of the test part
 */
record TimeSplit(int validation, int test, int end) {

  /**
   * The split that a configuration asks for.
   *
   * @throws DataException if the table is too short for it
   */
  static TimeSplit of(SeriesTable table, DemandConfig config) {
    int end = table.end();
    int test = end - steps(config.split().test(), end);
    int validation = test - steps(config.split().validation(), end);
    int least = config.forecast().context() + config.forecast().horizon();
    if (validation < least) {
      throw new DataException(
          ("%s: %d steps are too few: split.validation and split.test leave %d for training, and a"
                  + " window needs %d (forecast.context + forecast.horizon); make one of them"
                  + " smaller.")
              .formatted(table.report().source(), end, Math.max(0, validation), least));
    }
    int horizon = config.forecast().horizon();
    if (test - validation < horizon || end - test < horizon) {
      throw new DataException(
          "%s: split.validation and split.test must hold forecast.horizon = %d steps, but hold %d and %d."
              .formatted(table.report().source(), horizon, test - validation, end - test));
    }
    return new TimeSplit(validation, test, end);
  }

  private static int steps(double stepsOrShare, int all) {
    return (int) (stepsOrShare < 1 ? Math.round(stepsOrShare * all) : stepsOrShare);
  }
}
