package org.unroll4j.studies.demand.baselines;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll4j.data.series.SeriesTable;

/**
 * A static column as a number that trees can split: the rank of its value among all values, ordered
 * by how much is sold per step in training.
 *
 * @param name the column
 * @param values the smallest mean first
 */
public record StaticRanks(String name, List<String> values) {

  /** Copies the list. */
  public StaticRanks {
    values = List.copyOf(values);
  }

  /**
   * Orders the values of static column c.
   *
   * @param means mean value per step in training, of each series; NaN if it has none
   */
  static StaticRanks fit(SeriesTable table, int c, double[] means) {
    Map<String, double[]> sums = new LinkedHashMap<>();
    for (int s = 0; s < table.size(); s++) {
      if (!Double.isNaN(means[s])) {
        double[] sum = sums.computeIfAbsent(table.staticValue(c, s), v -> new double[2]);
        sum[0] += means[s];
        sum[1]++;
      }
    }
    List<String> values = new ArrayList<>(sums.keySet());
    values.sort(
        (a, b) -> Double.compare(sums.get(a)[0] / sums.get(a)[1], sums.get(b)[0] / sums.get(b)[1]));
    return new StaticRanks(table.staticNames().get(c), values);
  }

  /** Rank by value. */
  Map<String, Integer> ranks() {
    Map<String, Integer> ranks = new HashMap<>();
    for (String value : values) {
      ranks.put(value, ranks.size());
    }
    return ranks;
  }
}
