package org.unroll4j.core.engine;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.Shapes;

/**
 * What one layer reads in one direction.
 *
 * @param x one block per step, [T, N, F]
 * @param valid which steps exist, T × N
 * @param initialState the state before the first visited step; its arrays are [N, H]
 * @param <S> the cell's state
 */
public record LayerInput<S extends CellState<S>>(INDArray x, ValidSteps valid, S initialState) {

  public LayerInput {
    Shapes.require("LayerInput: x", x, "[T, N, F]", -1, -1, -1);
    Shapes.require(
        "LayerInput: x", x, "[T, N, F] as valid steps", valid.steps(), valid.batchSize(), -1);
    Shapes.require(
        "LayerInput: initialState", initialState.hidden(), "[N, H]", valid.batchSize(), -1);
  }
}
