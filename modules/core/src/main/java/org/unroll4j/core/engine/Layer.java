package org.unroll4j.core.engine;

import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;

/**
 * One direction of one recurrent layer: the engine's unit of work.
 *
 * @param cell the equations
 * @param parameters what they are filled with
 * @param direction the order of the walk
 * @param <P> the cell's parameters
 * @param <S> the cell's state
 */
public record Layer<P extends CellParameters<P>, S extends CellState<S>>(
    Cell<P, S, ?> cell, P parameters, Direction direction) {

  /** The zero state for a batch. */
  public S zeroState(long batchSize) {
    return cell.zeroState(batchSize, parameters.hiddenSize(), parameters.dataType());
  }
}
