package org.unroll4j.data.distribution;

import org.hipparchus.special.Gamma;

/**
 * Poisson's distribution.
 *
 * <pre>{@code
 * P(Y = k) = μᵏ·exp(−μ)/k!        E Y = Var Y = μ
 *
 * E min(Y, y) = μ + (y − μ)·P(Y > k) − μ·P(Y = k),  k = ⌊y⌋
 * }</pre>
 *
 * @param mean μ ≥ 0, finite
 */
public record Poisson(double mean) implements Counts {

  public Poisson {
    if (!(mean >= 0 && mean < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Poisson: the mean must be finite and not negative, but was %s.".formatted(mean));
    }
  }

  @Override
  public double survival(long k) {
    return mean == 0 ? 0 : Gamma.regularizedGammaP(k + 1.0, mean);
  }

  @Override
  public double logMass(long k) {
    if (k == 0) {
      return -mean;
    }
    return mean == 0 ? Double.NEGATIVE_INFINITY : SaddlePoint.logPoisson(k, mean);
  }

  @Override
  public long inverseSurvival(double s) {
    long near = mean < CountWalk.LARGEST_MEAN ? walk().inverseSurvival(s) : -1;
    double deviation = Math.sqrt(mean);
    return near >= 0 ? near : CountSearch.inverseSurvival(this::survival, s, mean, deviation);
  }

  @Override
  public double limitedMean(double y) {
    if (y <= CountWalk.LIMIT && mean < CountWalk.LARGEST_MEAN) {
      return walk().sumBelow(y);
    }
    long k = (long) y;
    return mean + (y - mean) * survival(k) - mean * Math.exp(logMass(k));
  }

  @Override
  public double meanOfSmaller() {
    double near = mean < CountWalk.LARGEST_MEAN ? walk().sumOfSquares() : Double.NaN;
    return Double.isNaN(near) ? mean - MeanDifference.half(v -> mean * v, mean) : near;
  }

  private CountWalk walk() {
    return new CountWalk(Math.exp(-mean), -Math.expm1(-mean), k -> mean / (k + 1));
  }
}
