package org.unroll4j.core.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.engine.Direction;
import org.unroll4j.core.engine.Engine;
import org.unroll4j.core.engine.Layer;
import org.unroll4j.core.init.Initialiser;

/**
 * Recurrent layers on top of one another, in one or two directions: what {@code nn.LSTM} is in
 * PyTorch. It holds no arrays; parameters and states are arguments and results, as lists with one
 * entry per layer and direction (layer 0 forward, layer 0 backward, layer 1 forward …).
 *
 * @param shape the structure
 * @param engine what computes each layer and direction
 * @param <P> the cell's parameters
 * @param <S> the cell's state
 */
public record RecurrentStack<P extends CellParameters<P>, S extends CellState<S>>(
    StackShape<P, S> shape, Engine engine) {

  /** First parameters for every layer and direction, drawn in list order. */
  public List<P> draw(Initialiser initialiser, DataType type, RandomGenerator random) {
    return perUnit(
        layer ->
            initialiser.draw(
                shape.cell(), shape.inputSize(layer), shape.hiddenSize(), type, random));
  }

  /** Zero states for every layer and direction. */
  public List<S> zeroStates(long batchSize, DataType type) {
    return perUnit(layer -> shape.cell().zeroState(batchSize, shape.hiddenSize(), type));
  }

  /**
   * The stack with these parameters, ready for many calls: a stream, a test set.
   *
   * @throws IllegalArgumentException if there are not as many parameters as layers and directions
   */
  public PreparedStack<P, S> prepare(List<P> parameters) {
    shape.requireUnits("parameters", parameters);
    List<PreparedUnit<P, S>> units = new ArrayList<>();
    for (int unit = 0; unit < shape.units(); unit++) {
      Direction direction = shape.direction(unit);
      Layer<P, S> layer = new Layer<>(shape.cell(), parameters.get(unit), direction);
      units.add(new PreparedUnit<>(engine, layer, engine.prepare(layer)));
    }
    return new PreparedStack<>(shape, units);
  }

  /** {@link PreparedStack#infer} with these parameters. */
  public StackOutput<S> infer(List<P> parameters, StackInput<S> input) {
    return prepare(parameters).infer(input);
  }

  /** {@link PreparedStack#forward} with these parameters. */
  public StackPass<P, S> forward(List<P> parameters, StackInput<S> input, Dropout dropout) {
    return prepare(parameters).forward(input, dropout);
  }

  /**
   * {@link PreparedStack#step} with these parameters; a stream of many steps is faster when it
   * prepares them once.
   */
  public StackOutput<S> step(List<P> parameters, INDArray x, List<S> states) {
    shape.requireCausal("step");
    return prepare(parameters).step(x, states);
  }

  private <A> List<A> perUnit(IntFunction<A> ofLayer) {
    return IntStream.range(0, shape.units())
        .mapToObj(unit -> ofLayer.apply(unit / shape.directions().count()))
        .toList();
  }
}
