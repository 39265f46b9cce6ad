package org.unroll4j.data.distribution;

/**
 * A distribution of counts 0, 1, 2, …, by its survival function S(k) = P(Y > k).
 *
 * <p>With the mean of the smaller of Y and a constant, and of the smaller of two independent draws,
 *
 * <pre>{@code
 * L(y) = E min(Y, y) = Σ S(k), k < y        G = E min(Y, Y′) = Σ S(k)²
 *
 * CRPS(y) = Σ (1 − S(k))², k < y  +  Σ S(k)², k ≥ y  =  y − 2·L(y) + G
 * }</pre>
 *
 * which is the closed form of W. Wei and L. Held (TEST 23, 2014) in other words; A. Jordan, F.
 * Krüger, S. Lerch (Journal of Statistical Software 90, 2019) list it for many distributions.
 */
public sealed interface Counts extends Distribution
    permits Poisson, NegativeBinomial, ZeroInflated, Hurdle, RoundedCurve {

  /** P(Y > k), precise where it is small; k ≥ 0. */
  double survival(long k);

  /** log P(Y = k), k ≥ 0. */
  double logMass(long k);

  /** The smallest k with P(Y > k) ≤ s; 0 &lt; s. */
  long inverseSurvival(double s);

  /** L(y) = E min(Y, y); y ≥ 0 need not be whole. */
  double limitedMean(double y);

  /** G = E min(Y, Y′) of two independent draws. */
  double meanOfSmaller();

  @Override
  default double above(double y) {
    return y < 0 ? 1 : survival((long) y);
  }

  @Override
  default double cdf(double y) {
    return 1 - above(y);
  }

  @Override
  default double below(double y) {
    return y <= 0 ? 0 : 1 - survival((long) Math.ceil(y) - 1);
  }

  @Override
  default double quantile(double p) {
    return inverseSurvival(1 - Levels.require(p));
  }

  @Override
  default double crps(double y) {
    return y < 0 ? meanOfSmaller() - y : y - 2 * limitedMean(y) + meanOfSmaller();
  }

  @Override
  default double logLikelihood(double y) {
    return y < 0 || y != Math.rint(y) ? Double.NEGATIVE_INFINITY : logMass((long) y);
  }
}
