package org.unroll4j.core.engine;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.Shapes;

/**
 * What one layer returns in one direction.
 *
 * @param outputs the hidden state after each step, zero where a step is not valid, [T, N, H]
 * @param finalState the state after each sequence's own last visited valid step
 * @param <S> the cell's state
 */
public record LayerOutput<S extends CellState<S>>(INDArray outputs, S finalState) {

  /**
   * Refuses gradients that do not fit what was returned; every pass calls it first.
   *
   * @throws IllegalArgumentException naming the array, if a shape or a type differs
   */
  public void requireGradients(INDArray gradOutputs, S gradFinalState) {
    requireLike("gradOutputs", gradOutputs, "[T, N, H]", outputs);
    gradFinalState
        .named()
        .forEach(
            (name, gradient) ->
                requireLike(
                    "gradFinalState, " + name, gradient, "[N, H]", finalState.named().get(name)));
  }

  private static void requireLike(String name, INDArray gradient, String shape, INDArray returned) {
    String what = "LayerPass.backward: " + name;
    Shapes.require(what, gradient, shape, returned.shape());
    Shapes.requireType(what, gradient, returned.dataType());
  }
}
