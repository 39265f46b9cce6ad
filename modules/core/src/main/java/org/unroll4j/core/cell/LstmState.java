package org.unroll4j.core.cell;

import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The state of an LSTM.
 *
 * @param hidden h, what the step shows, [N, H]; projected, [N, P]
 * @param cell c, what the step remembers, [N, H]
 */
public record LstmState(INDArray hidden, INDArray cell) implements CellState<LstmState> {

  public LstmState {
    Shapes.require("LstmState: hidden", hidden, "[N, H]", -1, -1);
    Shapes.require("LstmState: cell", cell, "[N, H] with hidden's N", hidden.size(0), -1);
  }

  @Override
  public LstmState withHidden(INDArray hidden) {
    return new LstmState(hidden, cell);
  }

  @Override
  public Map<String, INDArray> named() {
    return Ordered.of("hidden", hidden, "cell", cell);
  }

  @Override
  public LstmState map(UnaryOperator<INDArray> function) {
    return new LstmState(function.apply(hidden), function.apply(cell));
  }

  @Override
  public LstmState combine(LstmState other, BinaryOperator<INDArray> function) {
    return new LstmState(function.apply(hidden, other.hidden), function.apply(cell, other.cell));
  }
}
