package org.unroll4j.data.distribution;

/**
 * One value with probability one: a forecast that says nothing of its uncertainty. Its CRPS is the
 * absolute error.
 *
 * @param value any finite number
 */
public record PointMass(double value) implements Distribution {

  public PointMass {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "PointMass: the value must be finite, but was %s.".formatted(value));
    }
  }

  @Override
  public double mean() {
    return value;
  }

  @Override
  public double quantile(double p) {
    Levels.require(p);
    return value;
  }

  @Override
  public double cdf(double y) {
    return y >= value ? 1 : 0;
  }

  @Override
  public double below(double y) {
    return y > value ? 1 : 0;
  }

  @Override
  public double crps(double y) {
    return Math.abs(value - y);
  }

  @Override
  public double logLikelihood(double y) {
    return y == value ? 0 : Double.NEGATIVE_INFINITY;
  }
}
