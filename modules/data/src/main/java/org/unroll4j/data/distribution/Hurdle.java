package org.unroll4j.data.distribution;

/**
 * Zero with a probability of its own, else a count that is known to be positive.
 *
 * <pre>{@code
 * P(Y = 0) = p₀        P(Y = k) = (1 − p₀)·P(X = k)/P(X > 0), k ≥ 1
 *
 * P(Y > k) = w·P(X > k),  w = (1 − p₀)/P(X > 0)
 * }</pre>
 *
 * @param zero p₀, 0 … 1
 * @param base the distribution of X, with a positive mean
 */
public record Hurdle(double zero, Counts base) implements Counts {

  public Hurdle {
    if (!(zero >= 0 && zero <= 1)) {
      throw new IllegalArgumentException(
          "Hurdle: the probability must lie between 0 and 1, but was %s.".formatted(zero));
    }
    if (base.mean() == 0) {
      throw new IllegalArgumentException(
          "Hurdle: the mean of the base must be positive, but was 0.");
    }
  }

  private double weight() {
    return (1 - zero) / base.survival(0);
  }

  @Override
  public double mean() {
    return weight() * base.mean();
  }

  @Override
  public double survival(long k) {
    return weight() * base.survival(k);
  }

  @Override
  public double logMass(long k) {
    return k == 0 ? Math.log(zero) : Math.log(weight()) + base.logMass(k);
  }

  @Override
  public long inverseSurvival(double s) {
    return 1 - zero <= s ? 0 : base.inverseSurvival(s / weight());
  }

  @Override
  public double limitedMean(double y) {
    return weight() * base.limitedMean(y);
  }

  @Override
  public double meanOfSmaller() {
    double weight = weight();
    return weight * weight * base.meanOfSmaller();
  }
}
