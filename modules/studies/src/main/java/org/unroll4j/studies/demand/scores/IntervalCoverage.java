package org.unroll4j.studies.demand.scores;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll4j.data.distribution.Distribution;

/**
 * How often values fall into central intervals. The 80 % interval of a count runs from one whole
 * number to another and may hold 90 % of the probability; so the share that the forecasts
 * themselves promise stands beside the observed one.
 */
final class IntervalCoverage {

  private static final List<Double> NOMINAL = List.of(0.5, 0.8, 0.9, 0.95);

  private final long[] inside = new long[NOMINAL.size()];
  private final double[] promised = new double[NOMINAL.size()];
  private final double[] width = new double[NOMINAL.size()];
  private long targets;

  void add(Distribution distribution, double y) {
    targets++;
    for (int i = 0; i < inside.length; i++) {
      TargetScore.Middle middle = TargetScore.Middle.of(distribution, NOMINAL.get(i));
      inside[i] += middle.holds(y) ? 1 : 0;
      promised[i] += distribution.cdf(middle.high()) - distribution.below(middle.low());
      width[i] += middle.width();
    }
  }

  /**
   * As it stands in {@code result.json}.
   *
   * @param attainable coverage of the exact distribution for the same targets; may have none
   */
  List<Map<String, Object>> toJson(IntervalCoverage attainable) {
    List<Map<String, Object>> json = new ArrayList<>();
    for (int i = 0; targets > 0 && i < inside.length; i++) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("nominal", NOMINAL.get(i));
      entry.put("observed", (double) inside[i] / targets);
      entry.put("promised", promised[i] / targets);
      if (attainable.targets > 0) {
        entry.put("attainable", (double) attainable.inside[i] / attainable.targets);
      }
      entry.put("width", width[i] / targets);
      json.add(entry);
    }
    return json;
  }
}
