package org.unroll4j.data.features;

/**
 * Makes a channel have mean 0 and standard deviation 1 on the training part.
 *
 * @param channel name of the channel
 * @param mean on the training part
 * @param deviation on the training part; 1 where the channel is constant
 */
public record Standardiser(String channel, double mean, double deviation) {

  /** The standardised value; a missing one (NaN) becomes 0, the mean. */
  float apply(double value) {
    return Double.isNaN(value) ? 0f : (float) ((value - mean) / deviation);
  }
}
