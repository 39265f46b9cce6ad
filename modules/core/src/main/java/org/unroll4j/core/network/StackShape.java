package org.unroll4j.core.network;

import java.util.List;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.engine.Direction;

/**
 * The structure of a stack of recurrent layers, all of one cell and one width.
 *
 * @param cell the equations
 * @param inputSize number of input features F of the first layer
 * @param hiddenSize number of hidden units H of each direction
 * @param layers number of layers L
 * @param directions in which directions each layer walks
 * @param <P> the cell's parameters
 * @param <S> the cell's state
 */
public record StackShape<P extends CellParameters<P>, S extends CellState<S>>(
    Cell<P, S, ?> cell, int inputSize, int hiddenSize, int layers, Directions directions) {

  /** Checks the sizes. */
  public StackShape {
    requirePositive("inputSize", inputSize);
    requirePositive("hiddenSize", hiddenSize);
    requirePositive("layers", layers);
  }

  /** One layer, forward. */
  public StackShape(Cell<P, S, ?> cell, int inputSize, int hiddenSize) {
    this(cell, inputSize, hiddenSize, 1, Directions.FORWARD);
  }

  /** Number of output features: H, or 2H for two concatenated directions; projected, P or 2P. */
  public int outputSize() {
    return outputSizePerDirection() * directions.outputFactor();
  }

  /** Number of columns of each direction's hidden state: H, projected P. */
  public int outputSizePerDirection() {
    return Math.toIntExact(cell.outputSize(hiddenSize));
  }

  /** Number of input features of a layer, counted from 0. */
  public int inputSize(int layer) {
    return layer == 0 ? inputSize : outputSize();
  }

  /** Number of layers times directions: the length of lists of parameters and states. */
  public int units() {
    return layers * directions.count();
  }

  /** The direction in which a unit walks. */
  Direction direction(int unit) {
    boolean second = unit % directions.count() == 1;
    return second || directions == Directions.BACKWARD ? Direction.BACKWARD : Direction.FORWARD;
  }

  void requireCausal(String operation) {
    if (directions != Directions.FORWARD) {
      throw new IllegalArgumentException(
          "RecurrentStack.%s: directions must be FORWARD, because %s would need steps that have not been seen; use whole sequences."
              .formatted(operation, directions));
    }
  }

  void requireUnits(String name, List<?> list) {
    if (list.size() != units()) {
      throw new IllegalArgumentException(
          "RecurrentStack: %s must have %d entries (%d layers × %d directions), but had %d."
              .formatted(name, units(), layers, directions.count(), list.size()));
    }
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "StackShape: %s must be at least 1, but was %d.".formatted(name, value));
    }
  }
}
