package org.unroll4j.core.cell;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A cell's state and what its recurrent products leave out of the hidden state. The factors are
 * carried unchanged from step to step, so they are the same at all steps of a sequence.
 *
 * @param carried the cell's own state
 * @param factors what the hidden state is multiplied with on its way into recurrent products: zero,
 *     or 1/(1 − rate); one where nothing is to be dropped, [N, H]
 * @param <S> the cell's own state
 */
public record DropoutState<S extends CellState<S>>(S carried, INDArray factors)
    implements CellState<DropoutState<S>> {

  /** Checks the shape. */
  public DropoutState {
    Shapes.require("DropoutState: factors", factors, "[N, H]", carried.hidden().shape());
  }

  @Override
  public INDArray hidden() {
    return carried.hidden();
  }

  @Override
  public DropoutState<S> withHidden(INDArray hidden) {
    return new DropoutState<>(carried.withHidden(hidden), factors);
  }

  @Override
  public long width(String name, CellParameters<?> parameters) {
    return name.equals("factors") ? parameters.outputSize() : carried.width(name, parameters);
  }

  @Override
  public Map<String, INDArray> named() {
    Map<String, INDArray> named = new LinkedHashMap<>(carried.named());
    named.put("factors", factors);
    return named;
  }

  @Override
  public DropoutState<S> map(UnaryOperator<INDArray> function) {
    return new DropoutState<>(carried.map(function), function.apply(factors));
  }

  @Override
  public DropoutState<S> combine(DropoutState<S> other, BinaryOperator<INDArray> function) {
    return new DropoutState<>(
        carried.combine(other.carried, function), function.apply(factors, other.factors));
  }
}
