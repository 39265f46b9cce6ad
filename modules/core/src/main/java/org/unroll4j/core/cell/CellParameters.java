package org.unroll4j.core.cell;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a cell learns. Gate blocks stand side by side in the columns, in the order of the cell's
 * gate enum; G is the number of gates (1 for RNN, 3 for GRU, 4 for LSTM).
 *
 * @param <P> the implementing type
 */
public interface CellParameters<P extends CellParameters<P>> extends ArrayTuple<P> {

  /** W, multiplied with the input. [F, G·H] */
  INDArray inputWeights();

  /** R, multiplied with the hidden state. [H, G·H], or [P, G·H] for a projected hidden state */
  INDArray recurrentWeights();

  /**
   * b, one bias per gate and unit (PyTorch's {@code bias_ih + bias_hh} where both add up). [G·H]
   */
  INDArray bias();

  /** The same parameters with another {@link #bias}; no array is copied. */
  P withBias(INDArray newBias);

  /** Number of input features F. */
  default long inputSize() {
    return inputWeights().size(0);
  }

  /** Number of hidden units H. */
  default long hiddenSize() {
    return recurrentWeights().size(0);
  }

  /** Number of columns of the hidden state, which is the output: H unless it is projected. */
  default long outputSize() {
    return recurrentWeights().size(0);
  }

  /** The floating point type that all arrays share. */
  default DataType dataType() {
    return inputWeights().dataType();
  }
}
