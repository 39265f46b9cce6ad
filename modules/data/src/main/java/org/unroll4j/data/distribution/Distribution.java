package org.unroll4j.data.distribution;

import java.util.random.RandomGenerator;

/** The distribution of a value Y. Immutable; safe for several threads. */
public interface Distribution {

  /** E Y. */
  double mean();

  /**
   * The smallest y with P(Y ≤ y) ≥ p.
   *
   * @param p between 0 and 1, both excluded
   * @throws IllegalArgumentException if p lies outside
   */
  double quantile(double p);

  /** P(Y ≤ y). */
  double cdf(double y);

  /** P(Y &lt; y). */
  double below(double y);

  /** P(Y > y), precise where it is small. */
  default double above(double y) {
    return 1 - cdf(y);
  }

  /**
   * The continuous ranked probability score of an observation, in the unit of Y; smaller is better
   * (T. Gneiting, A. Raftery, JASA 102, 2007, section 4.2).
   *
   * <pre>{@code
   * CRPS(F, y) = ∫ (F(x) − 1{x ≥ y})² dx
   * }</pre>
   */
  double crps(double y);

  /**
   * The logarithm of P(Y = y), where Y takes single values with positive probability: −∞ for the
   * others. NaN for a distribution that is described by some of its quantiles only.
   */
  double logLikelihood(double y);

  /** A random value, by inversion: one number is drawn from the generator. */
  default double draw(RandomGenerator random) {
    return quantile(random.nextDouble(0x1p-54, 1));
  }
}
