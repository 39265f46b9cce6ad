package org.unroll4j.studies.evaluation;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Metrics of some predictions. A metric that is not defined (a ranking when there is one class
 * only, anything when there are no predictions) is absent.
 */
public final class Scores {

  private final EnumMap<Metric, Double> values = new EnumMap<>(Metric.class);

  /** The metrics of some predictions. */
  public static Scores of(Predictions predictions) {
    return of(new Ranking(predictions));
  }

  static Scores of(Ranking ranking) {
    Scores scores = ranking.scores();
    Calibration.error(Calibration.bins(ranking))
        .ifPresent(error -> scores.put(Metric.CALIBRATION_ERROR, error));
    return scores;
  }

  void put(Metric metric, double value) {
    values.put(metric, value);
  }

  /** The metric's value, empty where it is not defined. */
  public OptionalDouble get(Metric metric) {
    Double value = values.get(metric);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** The metrics under their keys in {@code result.json}. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    values.forEach((metric, value) -> JsonPaths.put(json, metric.key(), value));
    return json;
  }
}
