package org.unroll4j.studies.demand.scores;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.FDistribution;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Are clustered values uniform over B bins? Pearson's statistic, corrected by how the bins' shares
 * vary and covary between clusters.
 *
 * <pre>{@code
 * X² = N·Σ (p(j) − 1/B)² / (1/B)                             N values, shares p(j)
 * V(j,k) = G/(G−1)·Σ r(g,j)·r(g,k) / N²                      r(g,j) = c(g,j) − n(g)·p(j), G clusters
 * δ = max(1, N·B/(B−1)·tr V)                                 mean design effect
 * F = X² / (δ·(B−1))            compared with F of d and d·(G−1) degrees, d = (tr V)² / tr(V²)
 * }</pre>
 *
 * <p>J. Rao, A. Scott, "The analysis of categorical data from complex sample surveys", JASA 76,
 * 1981 (the correction by the mean design effect, and Satterthwaite's d), and D. Thomas, J. Rao,
 * "Small-sample comparisons of level and power for simple goodness-of-fit statistics under cluster
 * sampling", JASA 82, 1987 (F instead of χ² for few clusters). tr(V²) is estimated without its bias
 * (Z. Bai, H. Saranadasa, Statistica Sinica 6, 1996), and d is at most B − 1. Values of one cluster
 * may depend on each other as they like; clusters must not. A χ² test of all values as if they were
 * independent would reject every forecaster as soon as the series share a shock; a thinned sample
 * would throw most of the data away; and a week of test data has too few blocks to resample.
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
    double all = Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
    if (clusters < MIN_CLUSTERS || all < MIN_VALUES) {
      return new UniformityTest(Double.NaN, Double.NaN, Double.NaN);
    }
    double[] share = shares(counts, all);
    int bins = share.length;
    double pearson =
        Arrays.stream(share).map(p -> all * bins * (p - 1.0 / bins) * (p - 1.0 / bins)).sum();
    double[][] covariance = covariance(counts, share, all);
    double effect = Math.max(1, all * bins / (bins - 1) * trace(covariance));
    double freedom = freedom(covariance, clusters - 1);
    double f = pearson / (effect * (bins - 1));
    double rest = freedom * (clusters - 1);
    double error = Math.sqrt(effect * (bins - 1) / all) / bins;
    return new UniformityTest(
        f,
        1 - new FDistribution(freedom, rest).cumulativeProbability(f),
        new TDistribution(rest).inverseCumulativeProbability(1 - LEVEL / 2) * error);
  }

  private static double[] shares(long[][] counts, double all) {
    double[] shares = new double[counts[0].length];
    for (long[] cluster : counts) {
      for (int j = 0; j < shares.length; j++) {
        shares[j] += cluster[j] / all;
      }
    }
    return shares;
  }

  /** Of the shares, from how they vary between clusters. */
  private static double[][] covariance(long[][] counts, double[] share, double all) {
    int bins = share.length;
    double factor = counts.length / (counts.length - 1.0) / (all * all);
    double[][] covariance = new double[bins][bins];
    for (long[] cluster : counts) {
      double size = Arrays.stream(cluster).sum();
      for (int j = 0; j < bins; j++) {
        for (int k = 0; k < bins; k++) {
          covariance[j][k] +=
              factor * (cluster[j] - size * share[j]) * (cluster[k] - size * share[k]);
        }
      }
    }
    return covariance;
  }

  private static double trace(double[][] matrix) {
    return IntStream.range(0, matrix.length).mapToDouble(j -> matrix[j][j]).sum();
  }

  /** (tr V)² / tr(V²), between 1 and B − 1, of an estimate of V with so many degrees. */
  private static double freedom(double[][] covariance, double degrees) {
    double bins = covariance.length;
    double square = Math.pow(trace(covariance), 2);
    double squares =
        Arrays.stream(covariance).flatMapToDouble(Arrays::stream).map(v -> v * v).sum();
    double unbiased =
        degrees * degrees / ((degrees - 1) * (degrees + 2)) * (squares - square / degrees);
    return square >= (bins - 1) * unbiased ? bins - 1 : Math.max(1, square / unbiased);
  }

  boolean conclusive() {
    return !Double.isNaN(pValue);
  }
}
