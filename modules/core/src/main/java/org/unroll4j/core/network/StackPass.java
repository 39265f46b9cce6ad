package org.unroll4j.core.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.engine.LayerPass;

/**
 * A forward pass through a stack that remembers what its backward pass needs. Closing it lets the
 * engine use the memory for the next one; see {@link LayerPass}.
 *
 * @param <P> the cell's parameters
 * @param <S> the cell's state
 */
public interface StackPass<P extends CellParameters<P>, S extends CellState<S>>
    extends AutoCloseable {

  /** What the stack returned. */
  StackOutput<S> output();

  /**
   * Backpropagation through layers and time.
   *
   * @param gradOutputs the loss's gradient with respect to the outputs, same shape
   * @param gradFinalStates the loss's gradient with respect to the final states
   */
  StackGradients<P, S> backward(INDArray gradOutputs, List<S> gradFinalStates);

  /** Ends the passes of all layers and directions. */
  @Override
  void close();
}
