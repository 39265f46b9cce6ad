package org.unroll4j.studies.demand.scores;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Metrics of some targets. One that is not defined for them is absent. */
public final class DemandMetrics {

  /** What stands in tables of groups. */
  static final List<DemandMetric> SHORT =
      List.of(
          DemandMetric.WAPE,
          DemandMetric.MAE,
          DemandMetric.RMSE,
          DemandMetric.BIAS,
          DemandMetric.WQL,
          DemandMetric.COVERAGE80);

  private final EnumMap<DemandMetric, Double> values = new EnumMap<>(DemandMetric.class);
  private long targets;

  DemandMetrics() {}

  /** Metrics that need no division by series. */
  static DemandMetrics of(Sums sums, boolean intervals) {
    DemandMetrics metrics = new DemandMetrics();
    metrics.targets = sums.targets;
    metrics.ratio(DemandMetric.WAPE, sums.absoluteErrors, sums.magnitudes);
    metrics.ratio(DemandMetric.MAE, sums.absoluteErrors, sums.targets);
    if (sums.targets > 0) {
      metrics.values.put(DemandMetric.RMSE, Math.sqrt(sums.squaredErrors / sums.targets));
    }
    metrics.ratio(DemandMetric.BIAS, sums.errors, sums.magnitudes);
    metrics.ratio(DemandMetric.WQL, sums.quantileLosses, sums.magnitudes);
    metrics.ratio(DemandMetric.CRPS, sums.crps, sums.targets);
    if (intervals) {
      metrics.ratio(DemandMetric.COVERAGE80, sums.inside80, sums.targets);
      metrics.ratio(DemandMetric.WIDTH80, sums.width80, sums.targets);
      metrics.ratio(DemandMetric.COVERAGE95, sums.inside95, sums.targets);
      metrics.ratio(DemandMetric.WIDTH95, sums.width95, sums.targets);
    }
    return metrics;
  }

  /** Puts {@code above / below} unless there is nothing to divide by. */
  void ratio(DemandMetric metric, double above, double below) {
    if (below > 0) {
      values.put(metric, above / below);
    }
  }

  /** Puts OWA, where both have what it needs. */
  void putOwa(DemandMetrics naive2) {
    for (DemandMetric metric : List.of(DemandMetric.SMAPE, DemandMetric.MASE)) {
      if (get(metric).isEmpty() || !(naive2.get(metric).orElse(0) > 0)) {
        return;
      }
    }
    double smape = values.get(DemandMetric.SMAPE) / naive2.values.get(DemandMetric.SMAPE);
    double mase = values.get(DemandMetric.MASE) / naive2.values.get(DemandMetric.MASE);
    values.put(DemandMetric.OWA, (smape + mase) / 2);
  }

  /** The metric's value, empty where it is not defined. */
  public OptionalDouble get(DemandMetric metric) {
    Double value = values.get(metric);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Number of targets behind them. */
  public long targets() {
    return targets;
  }

  /** All metrics under their keys in {@code result.json}, and {@code targets}. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    values.forEach((metric, value) -> json.put(metric.key(), value));
    json.put("targets", targets);
    return json;
  }

  /** The metrics of tables of groups. */
  Map<String, Object> toShortJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    SHORT.forEach(metric -> get(metric).ifPresent(value -> json.put(metric.key(), value)));
    return json;
  }
}
