package org.unroll4j.core.init;

import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;

/**
 * All weights and biases from U(−1/√H, 1/√H), as PyTorch's recurrent modules draw them. (PyTorch
 * has two biases that add up; {@link org.unroll4j.core.cell.TwoBiasCell} has both, the other cells
 * one, from the same distribution.)
 */
public record UniformInitialiser() implements Initialiser {

  @Override
  public <P extends CellParameters<P>> P draw(
      Cell<P, ?, ?> cell, long inputSize, long hiddenSize, DataType type, RandomGenerator random) {
    double bound = 1 / Math.sqrt(hiddenSize);
    return cell.zeroParameters(inputSize, hiddenSize, type)
        .map(array -> Draws.uniform(array, bound, random));
  }
}
