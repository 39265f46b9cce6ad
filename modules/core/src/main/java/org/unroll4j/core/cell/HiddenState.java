package org.unroll4j.core.cell;

import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The state of a cell that carries nothing but its hidden state: RNN and GRU.
 *
 * @param hidden h, [N, H]
 */
public record HiddenState(INDArray hidden) implements CellState<HiddenState> {

  public HiddenState {
    Shapes.require("HiddenState: hidden", hidden, "[N, H]", -1, -1);
  }

  @Override
  public HiddenState withHidden(INDArray hidden) {
    return new HiddenState(hidden);
  }

  @Override
  public Map<String, INDArray> named() {
    return Map.of("hidden", hidden);
  }

  @Override
  public HiddenState map(UnaryOperator<INDArray> function) {
    return new HiddenState(function.apply(hidden));
  }

  @Override
  public HiddenState combine(HiddenState other, BinaryOperator<INDArray> function) {
    return new HiddenState(function.apply(hidden, other.hidden));
  }
}
