package org.unroll4j.studies.network;

import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * A loss that is a sum over labelled steps, divided by how many labelled steps a batch has on
 * average: over an epoch, a mean per labelled step. {@link MeanStepLoss} says why the divisor is
 * not the batch's own count.
 */
public interface StepLoss extends ILossFunction {

  /** The mean number of labelled steps per batch. */
  double getStepsPerBatch();
}
