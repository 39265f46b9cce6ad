package org.unroll4j.studies.demand.backtest;

import java.util.List;
import java.util.Map;
import org.unroll4j.studies.demand.scores.DemandCalibration;
import org.unroll4j.studies.demand.scores.DemandComparison;

/**
 * What came out of a back-test.
 *
 * @param folds each fold, earliest first
 * @param overall all folds together; errors that are divided by those of what lies before are
 *     divided by those of what lies before the first fold
 * @param calibration of the model, all folds together
 */
public record BacktestResult(
    List<FoldScores> folds, DemandComparison overall, DemandCalibration calibration) {

  /**
   * {@code backtest}: its {@code folds}.
   *
   * @param retrained whether forecasters were trained before each fold, or once before the first
   */
  public Map<String, Object> toJson(boolean retrained) {
    Fold first = folds.get(0).fold();
    return Map.of(
        "folds", folds.stream().map(fold -> fold.toJson(retrained ? fold.fold() : first)).toList());
  }
}
