package org.unroll4j.core.engine;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;

/**
 * A forward pass that remembers what its backward pass needs. It may be taken back several times,
 * until it is closed.
 *
 * <p>Closing gives what it remembers back to the engine for the next pass, so that a training step
 * need not allocate it anew. Outputs and gradients that were returned stay as they are. A pass that
 * is never closed is collected as garbage.
 *
 * @param <P> the cell's parameters
 * @param <S> the cell's state
 */
public interface LayerPass<P extends CellParameters<P>, S extends CellState<S>>
    extends AutoCloseable {

  /** What the layer returned. */
  LayerOutput<S> output();

  /**
   * Backpropagation through time over the whole pass.
   *
   * @param gradOutputs the loss's gradient with respect to the outputs, [T, N, H]; not looked at
   *     where a step is not valid
   * @param gradFinalState the loss's gradient with respect to the final state
   * @throws IllegalStateException if the pass was closed and the engine has reused its memory
   */
  LayerGradients<P, S> backward(INDArray gradOutputs, S gradFinalState);

  /** Ends the pass; closing it again has no effect. */
  @Override
  default void close() {}
}
