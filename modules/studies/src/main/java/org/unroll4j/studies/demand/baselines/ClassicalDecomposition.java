package org.unroll4j.studies.demand.baselines;

import java.util.Arrays;

/**
 * Seasonal factors of a series by classical multiplicative decomposition, after a test whether it
 * is seasonal at all; both as the M4 competition's benchmarks define them (M4 Competitor's Guide,
 * 2018, section on benchmarks; Makridakis and others 2020, appendix).
 */
final class ClassicalDecomposition {

  /** Two-sided 90 % of the normal distribution. */
  private static final double CRITICAL = 1.645;

  private ClassicalDecomposition() {}

  /**
   * Factor of the season's phases, phase 0 being that of the first value; all 1 if the series is
   * not seasonal or a factor cannot be had because a trend or a factor is not positive.
   */
  static double[] factorsIfSeasonal(double[] y, int season) {
    double[] none = new double[season];
    Arrays.fill(none, 1);
    return isSeasonal(y, season) ? factors(y, season, none) : none;
  }

  /**
   * Whether the autocorrelation at lag m is significant, with Bartlett's variance:
   *
   * <pre>{@code |r(m)| > 1.645 · √((1 + 2 Σ r(i)², i < m) / n),   n ≥ 3 m}</pre>
   */
  static boolean isSeasonal(double[] y, int season) {
    int n = y.length;
    if (season < 2 || n < 3 * season) {
      return false;
    }
    double mean = Arrays.stream(y).average().orElseThrow();
    double variance = covariance(y, mean, 0);
    double squares = 0;
    for (int lag = 1; lag < season; lag++) {
      double r = covariance(y, mean, lag) / variance;
      squares += r * r;
    }
    double r = covariance(y, mean, season) / variance;
    return Math.abs(r) > CRITICAL * Math.sqrt((1 + 2 * squares) / n);
  }

  /** n times the autocovariance. */
  private static double covariance(double[] y, double mean, int lag) {
    double sum = 0;
    for (int t = lag; t < y.length; t++) {
      sum += (y[t] - mean) * (y[t - lag] - mean);
    }
    return sum;
  }

  /** Mean ratio of value to trend by phase, scaled to a mean of 1. */
  private static double[] factors(double[] y, int season, double[] none) {
    double[] sum = new double[season];
    int[] count = new int[season];
    int half = season / 2;
    for (int t = half; t < y.length - half; t++) {
      double trend = trend(y, t, season);
      if (trend <= 0) {
        return none;
      }
      sum[t % season] += y[t] / trend;
      count[t % season]++;
    }
    double[] factors = new double[season];
    Arrays.setAll(factors, phase -> sum[phase] / count[phase]);
    double mean = Arrays.stream(factors).average().orElseThrow();
    Arrays.setAll(factors, phase -> factors[phase] / mean);
    return Arrays.stream(factors).allMatch(f -> f > 0) ? factors : none;
  }

  /** Centred moving average over one season; the two ends count half if the season is even. */
  private static double trend(double[] y, int t, int season) {
    int half = season / 2;
    double sum = 0;
    for (int k = -half; k <= half; k++) {
      sum += y[t + k];
    }
    if (season % 2 == 0) {
      sum -= (y[t - half] + y[t + half]) / 2;
    }
    return sum / season;
  }
}
