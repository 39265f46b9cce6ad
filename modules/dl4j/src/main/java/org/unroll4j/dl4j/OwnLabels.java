package org.unroll4j.dl4j;

import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * A loss whose labels have a width of their own, whatever the number of outputs: what happened may
 * be told by other numbers than what is forecast. Deeplearning4j's output layers do not look at the
 * width; {@link UnrollRnnOutput} does, and asks such a loss for score and gradient in one call.
 */
public interface OwnLabels extends ILossFunction {

  /** The number of columns of the labels, [N, columns, T]. */
  int labelColumns();
}
