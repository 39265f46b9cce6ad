package org.unroll4j.studies.demand.baselines;

/**
 * A numeric covariate and its spread in training.
 *
 * @param name its column
 * @param mean over training
 * @param deviation standard deviation over training; 1 if it does not vary
 */
public record Covariate(String name, double mean, double deviation) {

  /** The value in standard deviations from the mean; NaN stays NaN. */
  double standardised(double value) {
    return (value - mean) / deviation;
  }
}
