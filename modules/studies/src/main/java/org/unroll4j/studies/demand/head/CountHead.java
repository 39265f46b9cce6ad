package org.unroll4j.studies.demand.head;

import java.util.Arrays;
import org.unroll4j.data.distribution.Counts;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.distribution.Hurdle;
import org.unroll4j.data.distribution.Scaled;
import org.unroll4j.data.distribution.ZeroInflated;

/**
 * Counts k = y/unit with a distribution whose parameters the network gives: the mean, then the
 * dispersion of a negative binomial one, then the probability of zero-inflated and hurdle ones.
 *
 * <pre>{@code
 * μ = scale/unit·g(z₁),  α = α(z₂),  π = π(z₃)
 *
 * plain          loss = −log f(k)                   censored  −log P(X ≥ k)
 * zero-inflated  loss = −log(π·1{k = 0} + (1 − π)·f(k))       −log((1 − π)·P(X ≥ k)), k > 0
 * hurdle         loss = −log π, k = 0                         −log((1 − π)·P(X ≥ k)/P(X ≥ 1)), k > 0
 *                loss = −log((1 − π)·f(k)/P(X ≥ 1)), k > 0
 * }</pre>
 */
final class CountHead implements Head {

  private enum Zeros {
    PLAIN,
    INFLATED,
    HURDLE
  }

  private final boolean dispersed;
  private final Zeros zeros;
  private final Stockouts stockouts;
  private final double unit;

  CountHead(HeadKind kind, Stockouts stockouts, double unit) {
    this.stockouts = stockouts;
    this.unit = unit;
    dispersed =
        switch (kind) {
          case NEGATIVE_BINOMIAL, ZERO_INFLATED_NEGATIVE_BINOMIAL, HURDLE_NEGATIVE_BINOMIAL -> true;
          default -> false;
        };
    zeros =
        switch (kind) {
          case ZERO_INFLATED_POISSON, ZERO_INFLATED_NEGATIVE_BINOMIAL -> Zeros.INFLATED;
          case HURDLE_POISSON, HURDLE_NEGATIVE_BINOMIAL -> Zeros.HURDLE;
          default -> Zeros.PLAIN;
        };
  }

  @Override
  public int outputs() {
    return 1 + (dispersed ? 1 : 0) + (zeros == Zeros.PLAIN ? 0 : 1);
  }

  private CountLikelihood likelihood(double[] z, double scale) {
    double mean = scale / unit * Links.positive(z[0]);
    return dispersed
        ? new NegativeBinomialLikelihood(mean, Math.exp(Links.logDispersion(z[1])))
        : new PoissonLikelihood(mean);
  }

  @Override
  public double loss(double[] z, Target target, double[] gradient) {
    Arrays.fill(gradient, 0);
    boolean soldOut = target.stockout();
    long k = Math.round(target.y() / unit);
    boolean censored = soldOut && stockouts == Stockouts.CENSORED;
    if ((soldOut && stockouts == Stockouts.MASKED) || (censored && k <= 0)) {
      return 0;
    }
    if (k < 0) {
      throw new IllegalArgumentException(
          "A head of counts needs values that are not negative, but one is %s; use the head quantiles"
                  .formatted(target.y())
              + " with nonNegative false, or correct the data.");
    }
    CountLikelihood x = likelihood(z, target.scale());
    Term term = censored ? x.tail(k) : x.mass(k);
    Term all =
        switch (zeros) {
          case PLAIN -> term;
          case INFLATED -> inflated(z, k, term, gradient);
          case HURDLE -> hurdle(z, k, x, term, gradient);
        };
    double mean = Links.positive(z[0], gradient, 0);
    gradient[0] *= -all.byLogMean() / mean;
    if (dispersed) {
      gradient[1] = -all.byLogDispersion() * Links.logDispersionSlope(z[1]);
    }
    return -all.log();
  }

  private Term inflated(double[] z, long k, Term term, double[] gradient) {
    int last = z.length - 1;
    double off = Links.probability(z[last]);
    double on = Links.probability(-z[last]);
    double slope = Links.probabilitySlope(z[last]);
    if (k > 0) {
      gradient[last] = slope / on;
      return term.plus(new Term(Math.log(on), 0, 0));
    }
    double f = Math.exp(term.log());
    double zero = off + on * f;
    double share = on * f / zero;
    gradient[last] = slope * Math.expm1(term.log()) / zero;
    return new Term(Math.log(zero), share * term.byLogMean(), share * term.byLogDispersion());
  }

  private static Term hurdle(double[] z, long k, CountLikelihood x, Term term, double[] gradient) {
    int last = z.length - 1;
    double zero = Links.probability(z[last]);
    double positive = Links.probability(-z[last]);
    double slope = Links.probabilitySlope(z[last]);
    if (k == 0) {
      gradient[last] = -slope / zero;
      return new Term(Math.log(zero), 0, 0);
    }
    gradient[last] = slope / positive;
    return term.minus(positive(x.mass(0))).plus(new Term(Math.log(positive), 0, 0));
  }

  /** P(X ≥ 1) = 1 − P(X = 0). */
  private static Term positive(Term zero) {
    double odds = -Math.exp(zero.log()) / Math.expm1(zero.log());
    return new Term(
        Math.log(-Math.expm1(zero.log())),
        -odds * zero.byLogMean(),
        -odds * zero.byLogDispersion());
  }

  @Override
  public Distribution distribution(double[] z, double scale) {
    Counts base = likelihood(z, scale).counts();
    double probability = Links.probability(z[z.length - 1]);
    return Scaled.of(
        unit,
        switch (zeros) {
          case PLAIN -> base;
          case INFLATED -> new ZeroInflated(probability, base);
          case HURDLE -> new Hurdle(probability, base);
        });
  }
}
