package org.unroll4j.studies.demand.head;

import org.hipparchus.special.Gamma;
import org.unroll4j.data.distribution.Counts;
import org.unroll4j.data.distribution.NegativeBinomial;

/**
 * Negative binomial counts; r = 1/α, p = 1/(1 + αμ), q = 1 − p.
 *
 * <pre>{@code
 * log f(k) = log Γ(k + r) − log Γ(r) − log k! + r·log p + k·log q
 *
 * ∂ log f(k)/∂ log μ = (k − μ)·p
 * ∂ log f(k)/∂ log α = −r·(ψ(k + r) − ψ(r) + log p) + (k − μ)·p        =: h(k)
 *
 * ∂P(X ≥ k)/∂ log μ = k·f(k)
 * ∂P(X ≥ k)/∂ log α = Σ f(j)·h(j), j ≥ k  =  −Σ f(j)·h(j), j < k
 * h(j + 1) − h(j) = p − r/(j + r)
 * }</pre>
 *
 * <p>Of the two sums for the tail, the one that is taken is neither small among large terms nor
 * longer than some multiple of k.
 *
 * @param mean μ, positive
 * @param dispersion α, 1e-3 … 1e3
 */
record NegativeBinomialLikelihood(double mean, double dispersion) implements CountLikelihood {

  private static final int PRODUCT = 24;
  private static final double LARGE = 0.01;
  private static final double NEGLIGIBLE = 1e-17;

  private double odds() {
    return dispersion * mean;
  }

  @Override
  public Term mass(long k) {
    double r = 1 / dispersion;
    double odds = odds();
    double logP = -Math.log1p(odds);
    double logGammas = 0;
    double digammas = 0;
    if (k > PRODUCT) {
      logGammas = Gamma.logGamma(k + r) - Gamma.logGamma(r);
      digammas = Gamma.digamma(k + r) - Gamma.digamma(r);
    } else if (k > 0) {
      double product = 1;
      for (int j = 0; j < k; j++) {
        product *= j + r;
        digammas += 1 / (j + r);
      }
      logGammas = Math.log(product);
    }
    double powers = r * logP + (k == 0 ? 0 : k * (Math.log(odds) + logP));
    double byLogMean = (k - mean) / (1 + odds);
    return new Term(
        logGammas - LogFactorial.of(k) + powers, byLogMean, byLogMean - r * (digammas + logP));
  }

  @Override
  public Term tail(long k) {
    if (k == 0) {
      return Term.CERTAIN;
    }
    double tail = counts().survival(k - 1);
    return tail > LARGE || k <= 1 + odds() ? near(k, tail) : far(k);
  }

  /** By the sum over j &lt; k, downwards. */
  private Term near(long k, double tail) {
    double r = 1 / dispersion;
    double odds = odds();
    double p = 1 / (1 + odds);
    Term term = mass(k - 1);
    double mode = (r - 1) * odds;
    double f = Math.exp(term.log());
    double h = term.byLogDispersion();
    double sum = f * h;
    for (long j = k - 2; j >= 0 && (j > mode || f > NEGLIGIBLE * tail); j--) {
      f *= (j + 1) / ((j + r) * (1 - p));
      h -= p - r / (j + r);
      sum += f * h;
    }
    double byLogMean = k * Math.exp(mass(k).log()) / tail;
    return new Term(Math.log(tail), byLogMean, -sum / tail);
  }

  /** By the sum over j ≥ k, in units of f(k). */
  private Term far(long k) {
    double r = 1 / dispersion;
    double odds = odds();
    double p = 1 / (1 + odds);
    Term term = mass(k);
    double f = 1;
    double h = term.byLogDispersion();
    double mass = 1;
    double sum = h;
    for (long j = k; f > NEGLIGIBLE * mass; j++) {
      f *= (j + r) / (j + 1) * (1 - p);
      h += p - r / (j + r);
      mass += f;
      sum += f * h;
    }
    return new Term(term.log() + Math.log(mass), k / mass, sum / mass);
  }

  @Override
  public Counts counts() {
    return new NegativeBinomial(mean, dispersion);
  }
}
