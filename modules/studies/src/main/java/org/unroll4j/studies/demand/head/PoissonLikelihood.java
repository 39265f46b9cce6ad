package org.unroll4j.studies.demand.head;

import org.unroll4j.data.distribution.Counts;
import org.unroll4j.data.distribution.Poisson;

/**
 * Poisson's counts.
 *
 * <pre>{@code
 * log f(k) = k·log μ − μ − log k!        ∂ log f(k)/∂ log μ = k − μ
 *                                        ∂P(X ≥ k)/∂ log μ = k·f(k)
 * }</pre>
 *
 * @param mean μ, positive
 */
record PoissonLikelihood(double mean) implements CountLikelihood {

  private static final double NEGLIGIBLE = 1e-17;

  @Override
  public Term mass(long k) {
    return new Term(k * Math.log(mean) - mean - LogFactorial.of(k), k - mean, 0);
  }

  @Override
  public Term tail(long k) {
    if (k == 0) {
      return Term.CERTAIN;
    }
    double logMass = mass(k).log();
    if (k <= mean) {
      double tail = new Poisson(mean).survival(k - 1);
      return new Term(Math.log(tail), k * Math.exp(logMass) / tail, 0);
    }
    double sum = 1;
    double next = mean / (k + 1);
    for (long j = k + 2; next > NEGLIGIBLE * sum; j++) {
      sum += next;
      next *= mean / j;
    }
    return new Term(logMass + Math.log(sum), k / sum, 0);
  }

  @Override
  public Counts counts() {
    return new Poisson(mean);
  }
}
