package org.unroll4j.studies.demand.backtest;

import java.util.List;
import java.util.stream.IntStream;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.studies.config.ConfigException;

/**
 * Folds whose test parts follow each other without a gap up to the end of the data.
 *
 * @param folds how many
 * @param foldSteps steps of each test part
 * @param validationSteps steps of each validation part, before the test part
 * @param trainSteps most steps of a training part, before the validation part: the window slides. 0
 *     for all steps from the beginning: the window expands
 * @param horizon steps of a forecast
 * @param stride steps between origins
 */
public record FoldPlan(
    int folds, int foldSteps, int validationSteps, int trainSteps, int horizon, int stride) {

  /**
   * Checks the numbers.
   *
   * @throws ConfigException if one is too small
   */
  public FoldPlan {
    require("folds", folds, 1);
    require("foldSteps", foldSteps, 1);
    require("validationSteps", validationSteps, 0);
    require("trainSteps", trainSteps, 0);
    require("horizon", horizon, 1);
    require("stride", stride, 1);
  }

  private static void require(String name, int value, int least) {
    if (value < least) {
      throw new ConfigException(
          "Back-test: %s must be at least %d, but was %d.".formatted(name, least, value));
    }
  }

  /**
   * The folds, earliest first.
   *
   * @throws ConfigException if the table is too short for them
   */
  public List<Fold> of(SeriesTable table) {
    long needed = (long) folds * foldSteps + validationSteps + Math.max(1, trainSteps);
    if (needed > table.end()) {
      throw new ConfigException(
          ("Back-test: %d folds of %d steps after %d steps of validation and at least %d of"
                  + " training need %d steps, but the table has %d; use fewer or shorter folds.")
              .formatted(
                  folds, foldSteps, validationSteps, Math.max(1, trainSteps), needed, table.end()));
    }
    return IntStream.rangeClosed(1, folds).mapToObj(k -> fold(k, table.end())).toList();
  }

  private Fold fold(int number, int end) {
    int testEnd = end - (folds - number) * foldSteps;
    int validationEnd = testEnd - foldSteps;
    int trainEnd = validationEnd - validationSteps;
    return new Fold(
        number, trainSteps == 0 ? 0 : trainEnd - trainSteps, trainEnd, validationEnd, testEnd);
  }
}
