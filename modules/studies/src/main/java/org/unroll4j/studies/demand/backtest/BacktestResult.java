package org.unroll4j.studies.demand.backtest;

import java.util.List;
import java.util.Map;
import org.unroll4j.studies.demand.scores.DemandCalibration;
import org.unroll4j.studies.demand.scores.DemandComparison;

/**
 * What came out of a back-test.
 *
 * @param folds each fold, earliest first
 * @param overall all folds together; errors that are divided by those of the training part are
 *     divided by the first fold's
 * @param calibration of the model, all folds together
 */
public record BacktestResult(
    List<FoldScores> folds, DemandComparison overall, DemandCalibration calibration) {

  /** {@code backtest}: its {@code folds}. */
  public Map<String, Object> toJson() {
    return Map.of("folds", folds.stream().map(FoldScores::toJson).toList());
  }
}
