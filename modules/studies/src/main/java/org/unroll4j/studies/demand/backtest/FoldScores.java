package org.unroll4j.studies.demand.backtest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.studies.demand.scores.DemandComparison;

/**
 * What came out of a fold.
 *
 * @param comparison the model beside its baselines, on the fold's test part
 */
public record FoldScores(Fold fold, DemandComparison comparison) {

  /**
   * An entry of {@code backtest.folds}.
   *
   * @param trained the fold before which the forecasters were trained
   */
  public Map<String, Object> toJson(Fold trained) {
    SeriesTable table = comparison.model().frame().actuals();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("fold", fold.number());
    json.put("origin", table.time(fold.validationEnd() - 1).toString());
    json.put("trainedFrom", table.time(trained.trainFrom()).toString());
    json.put("trainedTo", table.time(trained.trainEnd() - 1).toString());
    json.put("metrics", comparison.metrics());
    json.put("baselines", comparison.baselineMetrics());
    return json;
  }
}
