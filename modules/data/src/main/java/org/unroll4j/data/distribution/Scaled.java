package org.unroll4j.data.distribution;

/**
 * A distribution in another unit: Y = unit·X. Values that are whole multiples of the unit up to the
 * precision of a float are taken as such.
 *
 * @param unit positive
 * @param base the distribution of X, such as {@link Counts}
 */
public record Scaled(double unit, Distribution base) implements Distribution {

  private static final double FLOAT_PRECISION = 1e-6;

  public Scaled {
    if (!(unit > 0 && unit < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Scaled: the unit must be positive, but was %s.".formatted(unit));
    }
  }

  /** The distribution in values: the base itself where the unit is one. */
  public static Distribution of(double unit, Distribution base) {
    return unit == 1 ? base : new Scaled(unit, base);
  }

  private double inUnits(double y) {
    double x = y / unit;
    double whole = Math.rint(x);
    return Math.abs(x - whole) <= FLOAT_PRECISION * Math.max(1, Math.abs(x)) ? whole : x;
  }

  @Override
  public double mean() {
    return unit * base.mean();
  }

  @Override
  public double quantile(double p) {
    return unit * base.quantile(p);
  }

  @Override
  public double cdf(double y) {
    return base.cdf(inUnits(y));
  }

  @Override
  public double below(double y) {
    return base.below(inUnits(y));
  }

  @Override
  public double above(double y) {
    return base.above(inUnits(y));
  }

  @Override
  public double crps(double y) {
    return unit * base.crps(inUnits(y));
  }

  @Override
  public double logLikelihood(double y) {
    return base.logLikelihood(inUnits(y));
  }
}
