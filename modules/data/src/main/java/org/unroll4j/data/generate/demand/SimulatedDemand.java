package org.unroll4j.data.generate.demand;

import org.unroll4j.data.distribution.Distribution;

/**
 * A law whose mean is known exactly and whose probabilities come from a simulation.
 *
 * @param mean exact
 * @param sample all the rest
 */
record SimulatedDemand(double mean, Distribution sample) implements Distribution {

  @Override
  public double quantile(double p) {
    return sample.quantile(p);
  }

  @Override
  public double cdf(double y) {
    return sample.cdf(y);
  }

  @Override
  public double below(double y) {
    return sample.below(y);
  }

  @Override
  public double crps(double y) {
    return sample.crps(y);
  }

  @Override
  public double logLikelihood(double y) {
    return sample.logLikelihood(y);
  }
}
