package org.unroll4j.studies.demand;

import java.util.LinkedHashMap;
import java.util.Map;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.studies.config.Word;

/**
 * A step, or a run of steps, that the forecast did not expect.
 *
 * @param series index of the series in its table
 * @param step the step, or the first one of a run
 * @param steps 1, or the length of the run
 * @param value what happened
 * @param expected median of the forecast
 * @param low the 2.5 % quantile
 * @param high the 97.5 % quantile
 * @param score −log₁₀ of the probability of something at least as surprising
 * @param kind what it looks like
 */
public record Anomaly(
    int series,
    int step,
    int steps,
    double value,
    double expected,
    double low,
    double high,
    double score,
    Kind kind) {

  /** Kinds of surprises. */
  public enum Kind implements Word {
    /** More than expected. */
    SPIKE,
    /** Less than expected. */
    DROP,
    /** The same value again and again. */
    FLAT
  }

  /** As it stands in {@code result.json}. */
  Map<String, Object> toJson(SeriesTable table) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("series", table.name(series));
    json.put("time", table.time(step).toString());
    json.put("steps", steps);
    json.put("value", value);
    json.put("expected", expected);
    json.put("low", low);
    json.put("high", high);
    json.put("score", score);
    json.put("kind", kind);
    return json;
  }
}
