package org.unroll4j.studies.demand.scores;

import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.distribution.PointMass;

/**
 * One value against the distribution that was forecast for it.
 *
 * @param value what came true
 * @param mean mean of the distribution
 * @param median its quantile 0.5
 * @param quantileLoss mean over the levels 0.1 … 0.9 of twice the pinball loss
 * @param crps continuous ranked probability score
 * @param middle80 quantiles 0.1 and 0.9
 * @param middle95 quantiles 0.025 and 0.975
 * @param point whether the forecast is a single number, without any spread
 */
record TargetScore(
    double value,
    double mean,
    double median,
    double quantileLoss,
    double crps,
    Middle middle80,
    Middle middle95,
    boolean point) {

  private static final int LEVELS = 9;

  /** An interval, both ends included up to the precision of the floats that values are kept in. */
  record Middle(double low, double high) {

    private static final double FLOAT_PRECISION = 1e-6;

    static Middle of(Distribution distribution, double share) {
      double tail = (1 - share) / 2;
      return new Middle(distribution.quantile(tail), distribution.quantile(1 - tail));
    }

    boolean holds(double y) {
      double slack = FLOAT_PRECISION * Math.abs(y);
      return low - slack <= y && y <= high + slack;
    }

    double width() {
      return high - low;
    }
  }

  static TargetScore of(Distribution distribution, double y) {
    double[] quantiles = new double[LEVELS];
    double loss = 0;
    for (int i = 0; i < LEVELS; i++) {
      double level = (i + 1) / 10.0;
      quantiles[i] = distribution.quantile(level);
      double above = y - quantiles[i];
      loss += 2 * Math.max(level * above, (level - 1) * above);
    }
    return new TargetScore(
        y,
        distribution.mean(),
        quantiles[4],
        loss / LEVELS,
        distribution.crps(y),
        new Middle(quantiles[0], quantiles[8]),
        Middle.of(distribution, 0.95),
        distribution instanceof PointMass);
  }

  boolean finite() {
    return Double.isFinite(
        mean + median + quantileLoss + crps + middle80.width() + middle95.width());
  }

  double absoluteError() {
    return Math.abs(value - median);
  }
}
