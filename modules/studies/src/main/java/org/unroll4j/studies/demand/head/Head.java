package org.unroll4j.studies.demand.head;

import org.unroll4j.data.distribution.Distribution;

/**
 * The meaning of a network's outputs z at a step. Every finite z has a distribution, and a finite
 * loss and gradient. Immutable; safe for several threads.
 */
public interface Head {

  /** How many numbers z the network gives per step. */
  int outputs();

  /**
   * The loss of outputs against what happened, without weight.
   *
   * @param z the outputs
   * @param target what happened
   * @param gradient ∂loss/∂z, written
   */
  double loss(double[] z, Target target, double[] gradient);

  /**
   * The forecast.
   *
   * @param z the outputs
   * @param scale of the series at the origin, positive
   */
  Distribution distribution(double[] z, double scale);
}
