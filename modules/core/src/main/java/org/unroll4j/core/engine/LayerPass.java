package org.unroll4j.core.engine;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;

/**
 * A forward pass that remembers what its backward pass needs. It may be taken back several times.
 *
 * @param <P> the cell's parameters
 * @param <S> the cell's state
 */
public interface LayerPass<P extends CellParameters<P>, S extends CellState<S>> {

  /** What the layer returned. */
  LayerOutput<S> output();

  /**
   * Backpropagation through time over the whole pass.
   *
   * @param gradOutputs the loss's gradient with respect to the outputs, [T, N, H]; not looked at
   *     where a step is not valid
   * @param gradFinalState the loss's gradient with respect to the final state
   */
  LayerGradients<P, S> backward(INDArray gradOutputs, S gradFinalState);
}
