package org.unroll4j.data.windows;

/**
 * Makes a covariate have mean 0 and deviation 1 in training.
 *
 * @param name of the covariate
 * @param mean in training
 * @param deviation in training; 1 where it is constant
 * @param gaps whether it is missing somewhere in training: then a channel says where
 */
public record CovariateScale(String name, double mean, double deviation, boolean gaps) {
  private static final double BOUND = 10;

  /** The standardised number, between −10 and 10; 0, the mean, if it is missing. */
  float apply(float number) {
    double standardised = (number - mean) * (1 / deviation);
    return Float.isNaN(number) ? 0 : (float) Math.max(-BOUND, Math.min(BOUND, standardised));
  }
}
