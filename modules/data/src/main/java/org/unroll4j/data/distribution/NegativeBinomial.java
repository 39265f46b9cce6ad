package org.unroll4j.data.distribution;

import org.hipparchus.special.Beta;

/**
 * The negative binomial distribution by its mean and dispersion: Poisson's, whose rate varies like
 * a gamma distribution.
 *
 * <pre>{@code
 * r = 1/α,  p = 1/(1 + αμ),  q = 1 − p
 *
 * P(Y = k) = Γ(k + r)/(Γ(r)·k!)·pʳ·qᵏ        E Y = μ,  Var Y = μ + αμ²
 *
 * E min(Y, y) = μ + (y − μ)·P(Y > k) − μ·(1 + αk)·P(Y = k),  k = ⌊y⌋
 * }</pre>
 *
 * @param mean μ ≥ 0, finite
 * @param dispersion α, 1e-9 … 1e9; small values are close to Poisson's distribution
 */
public record NegativeBinomial(double mean, double dispersion) implements Counts {

  public NegativeBinomial {
    if (!(mean >= 0 && mean < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "NegativeBinomial: the mean must be finite and not negative, but was %s."
              .formatted(mean));
    }
    if (!(dispersion >= 1e-9 && dispersion <= 1e9)) {
      throw new IllegalArgumentException(
          "NegativeBinomial: the dispersion must lie between 1e-9 and 1e9, but was %s; use Poisson"
                  .formatted(dispersion)
              + " for a dispersion of zero.");
    }
  }

  /** Var Y. */
  public double variance() {
    return mean + dispersion * mean * mean;
  }

  /** I(q; k + 1, r) = 1 − I(p; r, k + 1), of the incomplete beta function. */
  @Override
  public double survival(long k) {
    double odds = dispersion * mean;
    if (k == 0 || odds == 0) {
      return -Math.expm1(logMass(0));
    }
    double r = 1 / dispersion;
    double q = odds / (1 + odds);
    // Of the two, the one that is small is computed.
    return q * (k + r + 3) <= k + 2
        ? Beta.regularizedBeta(q, k + 1.0, r)
        : 1 - Beta.regularizedBeta(1 / (1 + odds), r, k + 1.0);
  }

  @Override
  public double logMass(long k) {
    if (k == 0) {
      return -Math.log1p(dispersion * mean) / dispersion;
    }
    return mean == 0
        ? Double.NEGATIVE_INFINITY
        : SaddlePoint.logNegativeBinomial(k, 1 / dispersion, mean);
  }

  @Override
  public long inverseSurvival(double s) {
    long near = mean < CountWalk.LARGEST_MEAN ? walk().inverseSurvival(s) : -1;
    return near >= 0
        ? near
        : CountSearch.inverseSurvival(this::survival, s, mean, Math.sqrt(variance()));
  }

  @Override
  public double limitedMean(double y) {
    if (y <= CountWalk.LIMIT && mean < CountWalk.LARGEST_MEAN) {
      return walk().sumBelow(y);
    }
    long k = (long) y;
    return mean + (y - mean) * survival(k) - mean * (1 + dispersion * k) * Math.exp(logMass(k));
  }

  @Override
  public double meanOfSmaller() {
    double near = mean < CountWalk.LARGEST_MEAN ? walk().sumOfSquares() : Double.NaN;
    double odds = dispersion * mean;
    return Double.isNaN(near)
        ? mean
            - MeanDifference.half(v -> Math.log1p(odds * (1 + odds) * v) / dispersion, variance())
        : near;
  }

  private CountWalk walk() {
    double logZero = logMass(0);
    double odds = dispersion * mean;
    double r = 1 / dispersion;
    double q = odds / (1 + odds);
    return new CountWalk(Math.exp(logZero), -Math.expm1(logZero), k -> (k + r) / (k + 1) * q);
  }
}
