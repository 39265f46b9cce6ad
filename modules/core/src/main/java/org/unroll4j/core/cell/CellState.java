package org.unroll4j.core.cell;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a cell hands from one step to the next, for every sequence of a batch.
 *
 * @param <S> the implementing type
 */
public interface CellState<S extends CellState<S>> extends ArrayTuple<S> {

  /** The hidden state h, which is also the output of the step. [N, H], projected [N, P] */
  INDArray hidden();

  /** This state with another hidden state; all else is kept. */
  S withHidden(INDArray hidden);

  /** The number of columns that one of the {@link #named} arrays has for these parameters. */
  default long width(String name, CellParameters<?> parameters) {
    return name.equals("hidden") ? parameters.outputSize() : parameters.hiddenSize();
  }
}
