package org.unroll4j.data.windows;

/**
 * Makes a covariate have mean 0 and deviation 1 in training.
 *
 * @param name of the covariate
 * @param mean in training
 * @param deviation in training; 0 where it is constant, so that nothing was learnt of it
 * @param gaps whether it is missing somewhere in training: then a channel says where
 */
public record CovariateScale(String name, double mean, double deviation, boolean gaps) {
  private static final double BOUND = 10;

  /**
   * The standardised number, between −10 and 10; 0 if it is missing or was constant in training.
   */
  float apply(float number) {
    if (deviation == 0) {
      return 0;
    }
    double standardised = (number - mean) * (1 / deviation);
    return Float.isNaN(number) ? 0 : (float) Math.max(-BOUND, Math.min(BOUND, standardised));
  }
}
