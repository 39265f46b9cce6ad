package org.unroll4j.studies.demand.scores;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Histogram of probability integral transforms, counted per cluster of targets that belong
 * together.
 */
final class PitHistogram {

  /** Number of bins, all equally wide. */
  static final int BINS = 20;

  private final Map<Integer, long[]> clusters = new TreeMap<>();

  /**
   * Counts one.
   *
   * @param cluster to which the target belongs
   * @param pit between 0 and 1
   */
  void add(int cluster, double pit) {
    int bin = Math.min(BINS - 1, (int) (pit * BINS));
    clusters.computeIfAbsent(cluster, c -> new long[BINS])[bin]++;
  }

  int clusters() {
    return clusters.size();
  }

  /** Counts {@code [cluster][bin]}. */
  long[][] counts() {
    return clusters.values().toArray(long[][]::new);
  }

  /** Shares of the bins; empty if nothing was counted. */
  double[] shares() {
    double[] shares = new double[BINS];
    for (long[] counts : clusters.values()) {
      for (int j = 0; j < BINS; j++) {
        shares[j] += counts[j];
      }
    }
    double all = Arrays.stream(shares).sum();
    return all == 0 ? new double[0] : Arrays.stream(shares).map(c -> c / all).toArray();
  }

  /** As it stands in {@code result.json}. */
  Map<String, Object> toJson(String clusteredBy) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bins", shares());
    json.put("clusters", clusters());
    json.put("clusteredBy", clusteredBy);
    UniformityTest test = UniformityTest.of(counts());
    if (test.conclusive()) {
      json.put("low", Math.max(0, 1.0 / BINS - test.margin()));
      json.put("high", 1.0 / BINS + test.margin());
      json.put("uniform", test.pValue() >= UniformityTest.LEVEL);
      json.put("statistic", test.statistic());
      json.put("pValue", test.pValue());
    } else {
      json.put(
          "note",
          "Cannot tell whether it is uniform: fewer than %d clusters or %d values."
              .formatted(UniformityTest.MIN_CLUSTERS, UniformityTest.MIN_VALUES));
    }
    return json;
  }
}
