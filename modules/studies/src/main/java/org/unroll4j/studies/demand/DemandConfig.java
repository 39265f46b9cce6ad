package org.unroll4j.studies.demand;

import org.unroll4j.studies.config.Between;
import org.unroll4j.studies.config.Default;
import org.unroll4j.studies.config.StudyKind;
import org.unroll4j.studies.network.ModelConfig;

/**
 * Everything that decides how a demand study runs.
 *
 * @param study the kind, demand
 * @param name short name; run folders begin with it
 * @param title one sentence that says what is forecast
 * @param seed from which every random draw follows
 * @param data the table of series
 * @param forecast what is forecast, and what the network reads for it
 * @param split which steps train, validate and test
 * @param model the network
 * @param training how it learns
 * @param evaluation what is measured afterwards
 */
public record DemandConfig(
    @Default("demand") StudyKind study,
    String name,
    String title,
    @Default("1") @Between(min = 0) long seed,
    SeriesConfig data,
    ForecastConfig forecast,
    StepsConfig split,
    ModelConfig model,
    WindowTrainingConfig training,
    DemandEvaluationConfig evaluation) {

  public DemandConfig {
    if (study != StudyKind.DEMAND) {
      throw new IllegalArgumentException(
          "study must be demand here, but was %s.".formatted(study.word()));
    }
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "name must consist of letters, digits, '.', '_' and '-', but was '%s'.".formatted(name));
    }
    if (forecast.forecastsDemand() && data.columns().stockout() == null) {
      throw new IllegalArgumentException(
          "forecast.stockouts must be observed unless data.columns.stockout names a column, but was %s."
              .formatted(forecast.head().stockouts().word()));
    }
    if (model.bidirectional()) {
      throw new IllegalArgumentException(
          "model.bidirectional must be false in a demand study: the backward direction would carry"
              + " what is known of later steps to the step that is forecast.");
    }
  }
}
