package org.unroll4j.core.engine;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.CellParameters;
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

  /**
   * Refuses what does not fit a layer; every engine calls it first.
   *
   * @throws IllegalArgumentException naming the array, if a size or a type differs
   */
  public <P extends CellParameters<P>> void requireFit(Layer<P, S> layer) {
    P p = layer.parameters();
    String place = "Layer " + layer.cell().name() + ": ";
    Shapes.require(place + "x", x, "[T, N, F]", -1, -1, p.inputSize());
    Shapes.requireType(place + "x", x, p.dataType());
    initialState
        .named()
        .forEach(
            (name, array) -> {
              String what = place + "initial " + name + " state";
              long width = initialState.width(name, p);
              Shapes.require(what, array, "[N, H]", valid.batchSize(), width);
              Shapes.requireType(what, array, p.dataType());
            });
  }
}
