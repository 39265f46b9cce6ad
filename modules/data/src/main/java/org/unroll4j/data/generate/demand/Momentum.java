package org.unroll4j.data.generate.demand;

/**
 * How what was sold moves what will be sold. The factor m on the base of an hour returns to 1 and
 * is pushed by surprises, as in autoregressive count models (K. Fokianos, A. Rahbek and D.
 * Tjøstheim, "Poisson Autoregression", JASA 2009):
 *
 * <pre>{@code
 * λ(t)   = base(t) · m(t)
 * m(t+1) = 1 + φ·(m(t) − 1) + α·(sale(t) − λ(t)) / (base(t) + κ)    the demand was seen
 * m(t+1) = 1 + φ·(m(t) − 1)                                          it was not: the shelf was empty
 * }</pre>
 *
 * A surprise has expectation zero, so E[m(t+h) | sales before t] = 1 + φ^h·(m(t) − 1), exactly.
 * With α ≤ φ < 1 m stays above zero: where nothing is sold, m(t+1) ≥ (1 − φ) + (φ − α)·m(t).
 *
 * @param persistence φ
 * @param response α
 * @param shelter κ, items; keeps one item that sells by chance from moving a slow series much
 */
record Momentum(double persistence, double response, double shelter) {
  static final double AT_REST = 1;

  /** What the generator uses. */
  static final Momentum STANDARD = new Momentum(0.97, 0.24, 1.0);

  /** m(t+1) after an hour whose demand was seen. */
  double after(double momentum, double base, double sale) {
    return unseen(momentum) + response * (sale - base * momentum) / (base + shelter);
  }

  /** m(t+1) after an hour whose demand was not seen; expectation of m(t+1) in any case. */
  double unseen(double momentum) {
    return AT_REST + persistence * (momentum - AT_REST);
  }

  /**
   * The factor m at every step of a series and at the one after.
   *
   * @param plan the series
   * @param seen its sales from step 0 on; NaN where the demand was not seen
   * @return m(t) for t = 0 … number of sales
   */
  double[] path(SeriesPlan plan, float[] seen) {
    double[] path = new double[seen.length + 1];
    path[0] = AT_REST;
    for (int t = 0; t < seen.length; t++) {
      path[t + 1] =
          Float.isNaN(seen[t]) ? unseen(path[t]) : after(path[t], plan.base()[t], seen[t]);
    }
    return path;
  }

  /** E[m(t+h) | sales before t]. */
  double expected(double momentum, int h) {
    return AT_REST + StrictMath.pow(persistence, h) * (momentum - AT_REST);
  }
}
