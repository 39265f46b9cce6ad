package org.unroll4j.interop;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.TwoBiasCell;
import org.unroll4j.core.cell.TwoBiasParameters;
import org.unroll4j.core.network.StackShape;

/**
 * A stack of recurrent layers with its weights.
 *
 * @param shape the structure
 * @param parameters one per layer and direction: layer 0 forward, layer 0 backward, layer 1 forward
 *     …, as {@link org.unroll4j.core.network.RecurrentStack} takes them
 * @param <P> the cell's parameters
 * @param <S> the cell's state
 */
public record StackWeights<P extends CellParameters<P>, S extends CellState<S>>(
    StackShape<P, S> shape, List<P> parameters) {

  /** Checks number, sizes and types; a copy of the list is kept. */
  public StackWeights {
    parameters = List.copyOf(parameters);
    if (parameters.size() != shape.units()) {
      throw new IllegalArgumentException(
          "StackWeights: parameters must have %d entries (%d layers × %d directions), but had %d."
              .formatted(
                  shape.units(), shape.layers(), shape.directions().count(), parameters.size()));
    }
    for (int unit = 0; unit < parameters.size(); unit++) {
      P p = parameters.get(unit);
      int inputSize = shape.inputSize(unit / shape.directions().count());
      if (p.inputSize() != inputSize || p.hiddenSize() != shape.hiddenSize()) {
        throw new IllegalArgumentException(
            "StackWeights: parameters[%d] must be for %d features and %d units, but are for %d and %d."
                .formatted(unit, inputSize, shape.hiddenSize(), p.inputSize(), p.hiddenSize()));
      }
      if (p.dataType() != parameters.get(0).dataType()) {
        throw new IllegalArgumentException(
            "StackWeights: parameters[%d] must be of type %s as the first ones, but are %s."
                .formatted(unit, parameters.get(0).dataType(), p.dataType()));
      }
    }
  }

  /** The type of all arrays. */
  public DataType dataType() {
    return parameters.get(0).dataType();
  }

  /** Whether every layer has two biases that add up. */
  public boolean hasTwoBiases() {
    return shape.cell() instanceof TwoBiasCell<?, ?, ?>;
  }

  /**
   * Weights with a second bias per layer and direction; if all of them are zero, with one bias.
   *
   * @param cell the cell with one bias
   * @param shape the structure; its cell is not looked at
   * @param second for each of the parameters, [{@link Cell#addedBiases}·H]
   */
  public static <P extends CellParameters<P>, S extends CellState<S>> StackWeights<?, ?> of(
      Cell<P, S, ?> cell, StackShape<?, ?> shape, List<P> single, List<INDArray> second) {
    if (second.stream().allMatch(bias -> bias.amaxNumber().doubleValue() == 0)) {
      return new StackWeights<>(like(shape, cell), single);
    }
    return twoBiases(cell, shape, single, second);
  }

  /** As {@link #of}, but with two biases also where the second ones are zero. */
  public static <P extends CellParameters<P>, S extends CellState<S>> StackWeights<?, ?> twoBiases(
      Cell<P, S, ?> cell, StackShape<?, ?> shape, List<P> single, List<INDArray> second) {
    return twoBiases(new TwoBiasCell<>(cell), shape, single, second);
  }

  private static <P extends CellParameters<P>, S extends CellState<S>, T>
      StackWeights<TwoBiasParameters<P>, S> twoBiases(
          TwoBiasCell<P, S, T> cell,
          StackShape<?, ?> shape,
          List<P> single,
          List<INDArray> second) {
    List<TwoBiasParameters<P>> both = new ArrayList<>();
    for (int unit = 0; unit < single.size(); unit++) {
      both.add(new TwoBiasParameters<>(single.get(unit), second.get(unit)));
    }
    return new StackWeights<>(like(shape, cell), both);
  }

  /** The same function with one bias: two are added. */
  public StackWeights<?, ?> withOneBias() {
    return shape.cell() instanceof TwoBiasCell<?, ?, ?> two ? summed(two, shape, parameters) : this;
  }

  /** The parameters of a cell with two biases have two. */
  @SuppressWarnings("unchecked")
  private static <P extends CellParameters<P>, S extends CellState<S>> StackWeights<P, S> summed(
      TwoBiasCell<P, S, ?> cell, StackShape<?, ?> shape, List<?> parameters) {
    List<P> summed = ((List<TwoBiasParameters<P>>) parameters).stream().map(cell::summed).toList();
    return new StackWeights<>(like(shape, cell.cell()), summed);
  }

  /** The same function with a second bias of zeros, where there was one bias. */
  public StackWeights<?, ?> withTwoBiases() {
    if (hasTwoBiases()) {
      return this;
    }
    int added = shape.cell().addedBiases();
    List<INDArray> zeros =
        parameters.stream().map(p -> Nd4j.zeros(p.dataType(), added * p.hiddenSize())).toList();
    return twoBiases(shape.cell(), shape, parameters, zeros);
  }

  private static <P extends CellParameters<P>, S extends CellState<S>> StackShape<P, S> like(
      StackShape<?, ?> shape, Cell<P, S, ?> cell) {
    return new StackShape<>(
        cell, shape.inputSize(), shape.hiddenSize(), shape.layers(), shape.directions());
  }
}
