package org.unroll4j.studies.demand.scores;

import org.hipparchus.distribution.continuous.FDistribution;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Are clustered values uniform over B bins? Pearson's statistic, divided by how much more the bins'
 * shares vary between clusters than those of independent values would.
 *
 * <pre>{@code
 * X² = N·Σ (p(j) − 1/B)² / (1/B)                             N values, shares p(j)
 * v(j) = G/(G−1)·Σ (c(g,j) − n(g)·p(j))² / N²                over the G clusters
 * δ = max(1, mean over j of v(j) / (1/B·(1 − 1/B)/N))        design effect
 * F = X² / (δ·(B−1))                    compared with F of B − 1 and (B−1)·(G−1) degrees
 * }</pre>
 *
 * <p>J. Rao, A. Scott, "The analysis of categorical data from complex sample surveys", JASA 76,
 * 1981 (the correction by the mean design effect), and D. Thomas, J. Rao, "Small-sample comparisons
 * of level and power for simple goodness-of-fit statistics under cluster sampling", JASA 82, 1987
 * (F instead of χ² for few clusters). Values of one cluster may depend on each other as they like;
 * clusters must not. A χ² test of all values as if they were independent would reject every
 * forecaster as soon as the series share a shock; a thinned sample would throw most of the data
 * away; and with a week of test data there are too few blocks to resample.
 *
 * @param statistic F; NaN where the test cannot tell
 * @param pValue NaN where the test cannot tell
 * @param margin by how much the share of a bin of uniform values may differ from 1/B: 19 of 20 lie
 *     within; NaN where the test cannot tell
 */
record UniformityTest(double statistic, double pValue, double margin) {

  /** Uniformity is rejected below. */
  static final double LEVEL = 0.05;

  /** With fewer clusters nothing can be told. */
  static final int MIN_CLUSTERS = 5;

  /** With fewer values nothing can be told: five per bin. */
  static final int MIN_VALUES = 100;

  /**
   * Tests counts.
   *
   * @param counts {@code [cluster][bin]}
   */
  static UniformityTest of(long[][] counts) {
    int clusters = counts.length;
    int bins = clusters == 0 ? 0 : counts[0].length;
    double[] share = new double[bins];
    double all = 0;
    for (long[] cluster : counts) {
      for (int j = 0; j < bins; j++) {
        share[j] += cluster[j];
        all += cluster[j];
      }
    }
    if (clusters < MIN_CLUSTERS || all < MIN_VALUES) {
      return new UniformityTest(Double.NaN, Double.NaN, Double.NaN);
    }
    double pearson = 0;
    for (int j = 0; j < bins; j++) {
      share[j] /= all;
      pearson += all * Math.pow(share[j] - 1.0 / bins, 2) * bins;
    }
    double independent = (1.0 / bins) * (1 - 1.0 / bins) / all;
    double effect = Math.max(1, meanVariance(counts, share, all) / independent);
    double f = pearson / (effect * (bins - 1));
    double freedom = (bins - 1.0) * (clusters - 1.0);
    return new UniformityTest(
        f,
        1 - new FDistribution(bins - 1, freedom).cumulativeProbability(f),
        new TDistribution(freedom).inverseCumulativeProbability(1 - LEVEL / 2)
            * Math.sqrt(effect * independent));
  }

  private static double meanVariance(long[][] counts, double[] share, double all) {
    double sum = 0;
    for (long[] cluster : counts) {
      double size = 0;
      for (long count : cluster) {
        size += count;
      }
      for (int j = 0; j < share.length; j++) {
        double excess = cluster[j] - size * share[j];
        sum += excess * excess;
      }
    }
    int clusters = counts.length;
    return sum / (all * all) / share.length * clusters / (clusters - 1);
  }

  boolean conclusive() {
    return !Double.isNaN(pValue);
  }
}
