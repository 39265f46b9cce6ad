package org.unroll4j.core.cell;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Derivatives of activation functions, written in terms of the functions' own values. */
final class Slopes {

  private Slopes() {}

  /** σ′ = σ(1 − σ). */
  static INDArray sigmoid(INDArray s) {
    return s.rsub(1).muli(s);
  }

  /** tanh′ = 1 − tanh². */
  static INDArray tanh(INDArray y) {
    return y.mul(y).rsubi(1);
  }
}
