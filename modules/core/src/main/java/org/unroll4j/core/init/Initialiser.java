package org.unroll4j.core.init;

import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;

/** Draws the first parameters of a cell. */
@FunctionalInterface
public interface Initialiser {

  /**
   * New parameters; equal for generators in equal states.
   *
   * @param inputSize number of input features F
   * @param hiddenSize number of hidden units H
   * @param type FLOAT or DOUBLE
   */
  <P extends CellParameters<P>> P draw(
      Cell<P, ?, ?> cell, long inputSize, long hiddenSize, DataType type, RandomGenerator random);
}
