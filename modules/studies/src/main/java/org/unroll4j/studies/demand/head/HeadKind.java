package org.unroll4j.studies.demand.head;

import org.unroll4j.studies.config.Word;

/** What the network's outputs describe. */
public enum HeadKind implements Word {
  /** One value, by the squared error: the mean. */
  MSE,
  /** One value, by the absolute error: the median. */
  MAE,
  /** One value, by Huber's loss: between mean and median. */
  HUBER,
  /** Some quantiles, by the pinball loss. */
  QUANTILES,
  /** Counts with a variance that is the mean. */
  POISSON,
  /** Counts with a larger variance. */
  NEGATIVE_BINOMIAL,
  /** Poisson's counts that are switched off now and then. */
  ZERO_INFLATED_POISSON,
  /** Negative binomial counts that are switched off now and then. */
  ZERO_INFLATED_NEGATIVE_BINOMIAL,
  /** Zero with a probability of its own, else a positive count of Poisson. */
  HURDLE_POISSON,
  /** Zero with a probability of its own, else a positive negative binomial count. */
  HURDLE_NEGATIVE_BINOMIAL;

  /** Whether a forecast is a single number and not a distribution. */
  public boolean point() {
    return compareTo(QUANTILES) < 0;
  }

  /** Whether values have to be counts, that is, multiples of a unit. */
  public boolean counts() {
    return compareTo(POISSON) >= 0;
  }
}
