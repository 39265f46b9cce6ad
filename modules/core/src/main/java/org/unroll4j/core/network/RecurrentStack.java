package org.unroll4j.core.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.Shapes;
import org.unroll4j.core.engine.Direction;
import org.unroll4j.core.engine.Engine;
import org.unroll4j.core.engine.Layer;
import org.unroll4j.core.engine.LayerGradients;
import org.unroll4j.core.engine.LayerInput;
import org.unroll4j.core.engine.LayerOutput;
import org.unroll4j.core.engine.LayerPass;
import org.unroll4j.core.engine.ValidSteps;
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

  /** Forward without remembering anything; nothing is dropped. */
  public StackOutput<S> infer(List<P> parameters, StackInput<S> input) {
    requireFit(parameters, input);
    INDArray x = input.x();
    List<S> finalStates = new ArrayList<>();
    for (int layer = 0; layer < shape.layers(); layer++) {
      List<LayerOutput<S>> outputs = eachDirection(layer, parameters, input, x, engine::infer);
      outputs.forEach(output -> finalStates.add(output.finalState()));
      x = merge(outputs);
    }
    return new StackOutput<>(x, finalStates);
  }

  /** Forward, remembering what the way back needs. */
  public StackPass<P, S> forward(List<P> parameters, StackInput<S> input, Dropout dropout) {
    requireFit(parameters, input);
    List<List<LayerPass<P, S>>> passes = new ArrayList<>();
    List<INDArray> dropFactors = new ArrayList<>();
    List<S> finalStates = new ArrayList<>();
    INDArray x = input.x();
    for (int layer = 0; layer < shape.layers(); layer++) {
      List<LayerPass<P, S>> pass = eachDirection(layer, parameters, input, x, engine::forward);
      passes.add(pass);
      pass.forEach(direction -> finalStates.add(direction.output().finalState()));
      x = merge(pass.stream().map(LayerPass::output).toList());
      if (dropout.rate() > 0 && layer < shape.layers() - 1) {
        dropFactors.add(dropout.factors(layer, x));
        x = x.mul(dropFactors.get(layer));
      }
    }
    return new Pass<>(shape, passes, dropFactors, new StackOutput<>(x, finalStates));
  }

  /**
   * One step of a stream: the same numbers as the whole sequence at once, if each call is given the
   * final states of the one before.
   *
   * @param x one step of every sequence, [N, F]
   * @return outputs [1, N, H] and the states to carry on
   * @throws IllegalArgumentException if the stack looks into the future
   */
  public StackOutput<S> step(List<P> parameters, INDArray x, List<S> states) {
    requireCausal("step");
    Shapes.require("RecurrentStack.step: x", x, "[N, F]", -1, shape.inputSize());
    int batchSize = Math.toIntExact(x.size(0));
    INDArray oneStep = x.dup('c').reshape('c', 1, batchSize, shape.inputSize());
    return infer(parameters, new StackInput<>(oneStep, ValidSteps.all(1, batchSize), states));
  }

  void requireCausal(String operation) {
    if (shape.directions() != Directions.FORWARD) {
      throw new IllegalArgumentException(
          "RecurrentStack.%s: directions must be FORWARD, because %s would need steps that have not been seen; use whole sequences."
              .formatted(operation, shape.directions()));
    }
  }

  private <R> List<R> eachDirection(
      int layer,
      List<P> parameters,
      StackInput<S> input,
      INDArray x,
      BiFunction<Layer<P, S>, LayerInput<S>, R> compute) {
    int count = shape.directions().count();
    List<R> results = new ArrayList<>(count);
    for (int d = 0; d < count; d++) {
      int unit = layer * count + d;
      boolean backward = shape.directions() == Directions.BACKWARD || d == 1;
      Direction direction = backward ? Direction.BACKWARD : Direction.FORWARD;
      results.add(
          compute.apply(
              new Layer<>(shape.cell(), parameters.get(unit), direction),
              new LayerInput<>(x, input.valid(), input.initialStates().get(unit))));
    }
    return results;
  }

  private INDArray merge(List<LayerOutput<S>> directions) {
    INDArray first = directions.get(0).outputs();
    return switch (shape.directions()) {
      case FORWARD, BACKWARD -> first;
      case BOTH_CONCATENATED -> Nd4j.concat(2, first, directions.get(1).outputs());
      case BOTH_SUMMED -> first.add(directions.get(1).outputs());
    };
  }

  private <A> List<A> perUnit(IntFunction<A> ofLayer) {
    return IntStream.range(0, shape.units())
        .mapToObj(unit -> ofLayer.apply(unit / shape.directions().count()))
        .toList();
  }

  private void requireFit(List<P> parameters, StackInput<S> input) {
    requireUnits("parameters", parameters);
    requireUnits("initialStates", input.initialStates());
    Shapes.require("RecurrentStack: x", input.x(), "[T, N, F]", -1, -1, shape.inputSize());
  }

  private void requireUnits(String name, List<?> list) {
    if (list.size() != shape.units()) {
      throw new IllegalArgumentException(
          "RecurrentStack: %s must have %d entries (%d layers × %d directions), but had %d."
              .formatted(
                  name, shape.units(), shape.layers(), shape.directions().count(), list.size()));
    }
  }

  private record Pass<P extends CellParameters<P>, S extends CellState<S>>(
      StackShape<P, S> shape,
      List<List<LayerPass<P, S>>> passes,
      List<INDArray> dropFactors,
      StackOutput<S> output)
      implements StackPass<P, S> {

    @Override
    public StackGradients<P, S> backward(INDArray gradOutputs, List<S> gradFinalStates) {
      Shapes.require(
          "StackPass.backward: gradOutputs", gradOutputs, "[T, N, H·D]", output.outputs().shape());
      int count = shape.directions().count();
      List<P> parameters = new ArrayList<>(Collections.nCopies(shape.units(), null));
      List<S> initialStates = new ArrayList<>(Collections.nCopies(shape.units(), null));
      INDArray gradient = gradOutputs;
      for (int layer = shape.layers() - 1; layer >= 0; layer--) {
        if (layer < dropFactors.size()) {
          gradient = gradient.mul(dropFactors.get(layer));
        }
        INDArray gradInput = null;
        for (int d = 0; d < count; d++) {
          int unit = layer * count + d;
          LayerGradients<P, S> gradients =
              passes.get(layer).get(d).backward(part(gradient, d), gradFinalStates.get(unit));
          parameters.set(unit, gradients.parameters());
          initialStates.set(unit, gradients.initialState());
          gradInput = d == 0 ? gradients.x() : gradInput.add(gradients.x());
        }
        gradient = gradInput;
      }
      return new StackGradients<>(parameters, gradient, initialStates);
    }

    @Override
    public void close() {
      passes.forEach(layer -> layer.forEach(LayerPass::close));
    }

    /** The share of a merged gradient that belongs to direction {@code d}. */
    private INDArray part(INDArray merged, int d) {
      long units = shape.hiddenSize();
      return shape.directions() == Directions.BOTH_CONCATENATED
          ? merged
              .get(
                  NDArrayIndex.all(),
                  NDArrayIndex.all(),
                  NDArrayIndex.interval(d * units, (d + 1) * units))
              .dup('c')
          : merged;
    }
  }
}
