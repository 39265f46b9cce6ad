package org.unroll4j.data.generate.demand;

import org.unroll4j.data.distribution.Counts;
import org.unroll4j.data.distribution.NegativeBinomial;
import org.unroll4j.data.distribution.ZeroInflated;

/**
 * The law of the demand in one hour of given expectation λ: in a share π of all hours nobody comes
 * by, in the others demand is negative binomial, so that the expectation is λ.
 *
 * <pre>{@code
 * demand ~ π·[0] + (1 − π)·NegativeBinomial(mean μ = λ/(1 − π), variance μ + δμ²)
 * }</pre>
 *
 * @param dispersion δ
 * @param idleShare π
 */
record DemandLaw(double dispersion, double idleShare) {
  private static final double NEGLIGIBLE = 1e-18;

  /** The law of an hour of expectation λ. */
  Counts of(double expected) {
    Counts busy = new NegativeBinomial(expected / (1 - idleShare), dispersion);
    return idleShare == 0 ? busy : new ZeroInflated(idleShare, busy);
  }

  /**
   * The smallest y with P(demand ≤ y) ≥ p, by adding up probabilities as {@link #mass} has them, so
   * that draws are the same on every machine.
   */
  int quantile(double expected, double p) {
    Mass mass = mass(expected);
    double sum = mass.value;
    while (sum < p && !mass.isOver()) {
      mass.next();
      sum += mass.value;
    }
    return mass.count;
  }

  /** P(demand = 0), P(demand = 1) and so on, one after another. */
  Mass mass(double expected) {
    return new Mass(expected / (1 - idleShare));
  }

  /** Walks over the probabilities of the counts. */
  final class Mass {
    private final double mean;
    private double busy;
    private double value;
    private int count;

    private Mass(double mean) {
      this.mean = mean;
      this.busy =
          (1 - idleShare) * StrictMath.exp(-StrictMath.log1p(dispersion * mean) / dispersion);
      this.value = idleShare + busy;
    }

    /** P(k) of the negative binomial is P(k − 1)·(1 + δ(k − 1))·μ / (k·(1 + δμ)). */
    void next() {
      busy *= (1 + dispersion * count) * mean / ((count + 1) * (1 + dispersion * mean));
      count++;
      value = busy;
    }

    /** Whether what follows does not count in DOUBLE. */
    boolean isOver() {
      return count >= mean && busy <= NEGLIGIBLE;
    }

    int count() {
      return count;
    }

    double value() {
      return value;
    }
  }
}
