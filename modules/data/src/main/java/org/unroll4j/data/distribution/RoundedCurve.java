package org.unroll4j.data.distribution;

/**
 * Counts from a curve of quantiles: its values, rounded, and zero instead of negative ones.
 *
 * <pre>{@code
 * Y = max(0, round X)        P(Y > k) = P(X > k + ½)
 * }</pre>
 *
 * <p>Sums go from zero to the curve's outermost quantile; the tail's rest is a geometric series.
 *
 * @param curve the distribution of X, in counts; its quantiles up to {@link #REACH}
 */
public record RoundedCurve(QuantileCurve curve) implements Counts {

  /** The largest quantile that is rounded: beyond it, rounding would not be noticed. */
  public static final int REACH = 1000;

  public RoundedCurve {
    if (curve.outermost() > REACH) {
      throw new IllegalArgumentException(
          "RoundedCurve: the quantiles must not exceed %d, but one is %s; use the curve itself."
              .formatted(REACH, curve.outermost()));
    }
  }

  @Override
  public double mean() {
    return limitedMean(Double.POSITIVE_INFINITY);
  }

  @Override
  public double survival(long k) {
    return curve.above(k + 0.5);
  }

  @Override
  public double logMass(long k) {
    return k == 0 ? Math.log(curve.cdf(0.5)) : Math.log(survival(k - 1) - survival(k));
  }

  @Override
  public long inverseSurvival(double s) {
    return s >= 1 ? 0 : (long) Math.max(0, Math.ceil(curve.quantile(1 - s) - 0.5));
  }

  @Override
  public double limitedMean(double y) {
    int end = tailFrom();
    double sum = 0;
    for (int k = 0; k < end && k < y; k++) {
      sum += Math.min(1, y - k) * survival(k);
    }
    if (y <= end) {
      return sum;
    }
    double whole = Math.floor(y - end);
    double part = y == Double.POSITIVE_INFINITY ? 0 : (y - end - whole) * survival((long) y);
    return sum + survival(end) * series(ratio(), whole) + part;
  }

  @Override
  public double meanOfSmaller() {
    int end = tailFrom();
    double sum = 0;
    for (int k = 0; k < end; k++) {
      sum += survival(k) * survival(k);
    }
    return sum
        + survival(end) * survival(end) * series(ratio() * ratio(), Double.POSITIVE_INFINITY);
  }

  /** The first k whose P(Y > k) lies in the tail. */
  private int tailFrom() {
    return (int) Math.max(0, Math.ceil(curve.outermost() - 0.5));
  }

  /** P(Y > k + 1)/P(Y > k) in the tail. */
  private double ratio() {
    double width = curve.upperTail().width();
    return width == 0 ? 0 : Math.exp(-1 / width);
  }

  /** 1 + ratio + … with so many terms. */
  private static double series(double ratio, double terms) {
    return (1 - Math.pow(ratio, terms)) / (1 - ratio);
  }
}
