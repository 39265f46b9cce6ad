package org.unroll4j.vector;

import org.unroll4j.core.cell.CellParameters;

/**
 * The parameters that all cells have, on the heap and ready for products in both directions. Shared
 * by all threads and never changed.
 *
 * @param input W, [F, G·H]
 * @param inputTransposed Wᵀ
 * @param recurrent R, [H, G·H]
 * @param recurrentTransposed Rᵀ
 * @param bias b, [G·H]
 */
record Weights(
    Matrix input,
    Matrix inputTransposed,
    Matrix recurrent,
    Matrix recurrentTransposed,
    float[] bias) {

  static Weights of(CellParameters<?> parameters) {
    Matrix w = Heap.readMatrix(parameters.inputWeights());
    Matrix r = Heap.readMatrix(parameters.recurrentWeights());
    return new Weights(w, w.transposed(), r, r.transposed(), Heap.read(parameters.bias()));
  }

  /** Number of hidden units H. */
  int units() {
    return recurrent.height();
  }

  /** Copies a gate's block out of a row of all gates. */
  void take(float[] allGates, float[] gate, Enum<?> which) {
    System.arraycopy(allGates, which.ordinal() * units(), gate, 0, units());
  }

  /** Copies a gate's block into a row of all gates. */
  void put(float[] gate, float[] allGates, Enum<?> which) {
    System.arraycopy(gate, 0, allGates, which.ordinal() * units(), units());
  }
}
