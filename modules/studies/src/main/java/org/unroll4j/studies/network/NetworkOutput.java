package org.unroll4j.studies.network;

import org.nd4j.linalg.activations.Activation;

/**
 * What a network says at every step.
 *
 * @param name of the output vertex
 * @param columns number of outputs P
 * @param activation what is applied to them
 */
public record NetworkOutput(String name, int columns, Activation activation) {

  /** One probability. */
  public static final NetworkOutput PROBABILITY =
      new NetworkOutput("probability", 1, Activation.SIGMOID);

  /** Numbers from which the loss makes a distribution. */
  public static NetworkOutput numbers(int columns) {
    return new NetworkOutput("parameters", columns, Activation.IDENTITY);
  }
}
