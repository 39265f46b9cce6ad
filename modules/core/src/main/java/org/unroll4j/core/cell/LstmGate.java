package org.unroll4j.core.cell;

import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The gates of an LSTM in the order of their parameter blocks (PyTorch's order). */
public enum LstmGate {
  /** i: how much of the candidate enters the cell state. */
  INPUT,
  /** f: how much of the old cell state stays. */
  FORGET,
  /** g: what could be written, in (-1, 1). */
  CANDIDATE,
  /** o: how much of the cell state shows in the hidden state. */
  OUTPUT;

  /** A copy of b, [4H], with another forget gate's block. */
  static INDArray withForgetBias(INDArray bias, double forgetBias) {
    INDArray changed = bias.dup();
    long units = bias.length() / values().length;
    changed
        .get(interval(FORGET.ordinal() * units, (FORGET.ordinal() + 1) * units))
        .assign(forgetBias);
    return changed;
  }
}
