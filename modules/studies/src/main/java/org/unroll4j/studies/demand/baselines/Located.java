package org.unroll4j.studies.demand.baselines;

import org.unroll4j.data.distribution.Distribution;

/**
 * A distribution whose point forecasts come from elsewhere: a model of the mean, say, beside one of
 * quantiles. Everything but the mean and the quantile of exactly 0.5 is that of the base.
 *
 * @param mean forecast where squared errors count
 * @param median forecast where absolute errors count
 * @param base everything else
 */
record Located(double mean, double median, Distribution base) implements Distribution {

  @Override
  public double quantile(double p) {
    return p == 0.5 ? median : base.quantile(p);
  }

  @Override
  public double cdf(double y) {
    return base.cdf(y);
  }

  @Override
  public double below(double y) {
    return base.below(y);
  }

  @Override
  public double above(double y) {
    return base.above(y);
  }

  @Override
  public double crps(double y) {
    return base.crps(y);
  }

  @Override
  public double logLikelihood(double y) {
    return base.logLikelihood(y);
  }
}
