package org.unroll4j.data.distribution;

import org.hipparchus.special.Gamma;

/**
 * Logarithms of probabilities without differences of large numbers (C. Loader, Fast and accurate
 * computation of binomial probabilities, 2000).
 *
 * <pre>{@code
 * x! = √(2πx)·(x/e)ˣ·exp(δ(x))          D(x, m) = x·log(x/m) + m − x
 *
 * log Poisson(x; m) = −δ(x) − D(x, m) − ½·log(2πx)
 * }</pre>
 */
final class SaddlePoint {

  private static final double HALF_LOG_2PI = 0.5 * Math.log(2 * Math.PI);
  private static final double SERIES_FROM = 16;

  private SaddlePoint() {}

  /** log(mˣ·e⁻ᵐ/x!), x and m positive. */
  static double logPoisson(double x, double m) {
    return -stirlingError(x) - deviance(x, m) - HALF_LOG_2PI - 0.5 * Math.log(x);
  }

  /**
   * The logarithm of the probability of k failures before the r-th success, whose mean is m; k and
   * r positive, r need not be whole.
   */
  static double logNegativeBinomial(double k, double r, double m) {
    double n = k + r;
    double logRoot = HALF_LOG_2PI + 0.5 * (Math.log(k) + Math.log1p(k / r));
    return stirlingError(n)
        - stirlingError(r)
        - stirlingError(k)
        - deviance(r, n * (r / (r + m)))
        - deviance(k, n * (m / (r + m)))
        - logRoot;
  }

  /** δ(x), x > 0. */
  private static double stirlingError(double x) {
    if (x < SERIES_FROM) {
      return Gamma.logGamma(1 + x) - (x + 0.5) * Math.log(x) + x - HALF_LOG_2PI;
    }
    double y = 1 / (x * x);
    return (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680 - y / 1188)))) / x;
  }

  /** D(x, m) ≥ 0; by the series of artanh where x is close to m. */
  private static double deviance(double x, double m) {
    double v = (x - m) / (x + m);
    if (Math.abs(v) >= 0.1) {
      return x * Math.log(x / m) + m - x;
    }
    double sum = (x - m) * v;
    double term = 2 * x * v;
    for (int j = 3; ; j += 2) {
      term *= v * v;
      double next = sum + term / j;
      if (next == sum) {
        return sum;
      }
      sum = next;
    }
  }
}
