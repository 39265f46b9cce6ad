package org.unroll4j.core.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.engine.ValidSteps;

/**
 * What a stack reads.
 *
 * @param x one block per step, [T, N, F]
 * @param valid which steps exist, T × N
 * @param initialStates one per layer and direction: layer 0 forward, layer 0 backward, layer 1
 *     forward …; each [N, H]
 * @param <S> the cell's state
 */
public record StackInput<S extends CellState<S>>(
    INDArray x, ValidSteps valid, List<S> initialStates) {

  /** A copy of the list is kept. */
  public StackInput {
    initialStates = List.copyOf(initialStates);
  }
}
