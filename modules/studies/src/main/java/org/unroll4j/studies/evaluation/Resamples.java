package org.unroll4j.studies.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Metrics of the resamples of a {@link Bootstrap}. */
public final class Resamples {

  /** Two-sided confidence of the intervals. */
  public static final double LEVEL = 0.95;

  /** An interval is absent if the metric is defined in a smaller share of the resamples. */
  public static final double MIN_DEFINED = 0.9;

  private final Scores[] scores;

  Resamples(Scores[] scores) {
    this.scores = scores;
  }

  /** Percentile interval of a metric; empty if too many resamples lack the metric. */
  public Optional<Interval> interval(Metric metric) {
    return interval(r -> scores[r].get(metric).orElse(Double.NaN));
  }

  /**
   * Percentile interval of this metric minus the other's, resample by resample.
   *
   * @param other resamples by the same bootstrap, of predictions for the same moments
   */
  public Optional<Interval> minus(Resamples other, Metric metric) {
    if (other.scores.length != scores.length) {
      throw new IllegalArgumentException(
          "Resamples.minus: both must have the same number of resamples, received %d and %d."
              .formatted(scores.length, other.scores.length));
    }
    return interval(
        r ->
            scores[r].get(metric).orElse(Double.NaN)
                - other.scores[r].get(metric).orElse(Double.NaN));
  }

  private Optional<Interval> interval(IntToDoubleFunction value) {
    double[] defined =
        IntStream.range(0, scores.length)
            .mapToDouble(value)
            .filter(v -> !Double.isNaN(v))
            .toArray();
    return defined.length < MIN_DEFINED * scores.length
        ? Optional.empty()
        : Optional.of(Interval.percentile(defined, LEVEL));
  }

  /**
   * The intervals under the metrics' keys in {@code result.json}. The calibration error has none: a
   * resample is noisier than the data, and so its error is larger on average.
   */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    for (Metric metric : Metric.values()) {
      interval(metric).ifPresent(i -> JsonPaths.put(json, metric.key(), i.toJson()));
    }
    return json;
  }
}
