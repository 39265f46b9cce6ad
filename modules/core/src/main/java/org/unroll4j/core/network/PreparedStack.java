package org.unroll4j.core.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.Shapes;
import org.unroll4j.core.engine.LayerInput;
import org.unroll4j.core.engine.LayerOutput;
import org.unroll4j.core.engine.LayerPass;
import org.unroll4j.core.engine.ValidSteps;

/**
 * A stack whose parameters the engine has brought into the form that it computes with, for many
 * calls with the same parameters: a stream, a test set. Made by {@link RecurrentStack#prepare}; to
 * be made again after each update.
 *
 * @param <P> the cell's parameters
 * @param <S> the cell's state
 */
public final class PreparedStack<P extends CellParameters<P>, S extends CellState<S>> {

  private final StackShape<P, S> shape;
  private final List<PreparedUnit<P, S>> units;

  /** One for each layer and direction. */
  PreparedStack(StackShape<P, S> shape, List<PreparedUnit<P, S>> units) {
    this.shape = shape;
    this.units = units;
  }

  /**
   * Forward without remembering anything; nothing is dropped.
   *
   * @throws IllegalArgumentException if sizes or types do not fit
   */
  public StackOutput<S> infer(StackInput<S> input) {
    requireFit(input);
    INDArray x = input.x();
    List<S> finalStates = new ArrayList<>();
    for (int layer = 0; layer < shape.layers(); layer++) {
      List<LayerOutput<S>> outputs =
          eachDirection(layer, input, x, (unit, ofUnit) -> units.get(unit).infer(ofUnit));
      outputs.forEach(output -> finalStates.add(output.finalState()));
      x = merge(outputs);
    }
    return new StackOutput<>(x, finalStates);
  }

  /**
   * Forward, remembering what the way back needs.
   *
   * @throws IllegalArgumentException if sizes or types do not fit, or the engine has no recurrent
   *     dropout and it is asked for
   */
  public StackPass<P, S> forward(StackInput<S> input, Dropout dropout) {
    requireFit(input);
    List<List<LayerPass<P, S>>> passes = new ArrayList<>();
    List<INDArray> dropFactors = new ArrayList<>();
    List<S> finalStates = new ArrayList<>();
    INDArray x = input.x();
    for (int layer = 0; layer < shape.layers(); layer++) {
      List<LayerPass<P, S>> pass =
          eachDirection(
              layer, input, x, (unit, ofUnit) -> units.get(unit).forward(ofUnit, dropout, unit));
      passes.add(pass);
      pass.forEach(direction -> finalStates.add(direction.output().finalState()));
      x = merge(pass.stream().map(LayerPass::output).toList());
      if (dropout.rate() > 0 && layer < shape.layers() - 1) {
        dropFactors.add(dropout.factors(layer, x));
        x = x.mul(dropFactors.get(layer));
      }
    }
    return new RememberedStack<>(shape, passes, dropFactors, new StackOutput<>(x, finalStates));
  }

  /**
   * One step of a stream: the same numbers as the whole sequence at once, if each call is given the
   * final states of the one before.
   *
   * @param x one step of every sequence, [N, F]
   * @return outputs [1, N, H] and the states to carry on
   * @throws IllegalArgumentException if the stack looks into the future
   */
  public StackOutput<S> step(INDArray x, List<S> states) {
    shape.requireCausal("step");
    Shapes.require("RecurrentStack.step: x", x, "[N, F]", -1, shape.inputSize());
    int batchSize = Math.toIntExact(x.size(0));
    INDArray oneStep = x.reshape('c', 1, batchSize, shape.inputSize());
    return infer(new StackInput<>(oneStep, ValidSteps.all(1, batchSize), states));
  }

  private <R> List<R> eachDirection(
      int layer, StackInput<S> input, INDArray x, BiFunction<Integer, LayerInput<S>, R> compute) {
    int count = shape.directions().count();
    List<R> results = new ArrayList<>(count);
    for (int unit = layer * count; unit < (layer + 1) * count; unit++) {
      LayerInput<S> ofUnit = new LayerInput<>(x, input.valid(), input.initialStates().get(unit));
      results.add(compute.apply(unit, ofUnit));
    }
    return results;
  }

  private INDArray merge(List<LayerOutput<S>> directions) {
    INDArray first = directions.get(0).outputs();
    return switch (shape.directions()) {
      case FORWARD, BACKWARD -> first;
      case BOTH_CONCATENATED -> sideBySide(first, directions.get(1).outputs());
      case BOTH_SUMMED -> first.add(directions.get(1).outputs());
    };
  }

  /** Halves copied into their places: half the time of ND4J's concat along the last axis. */
  private static INDArray sideBySide(INDArray left, INDArray right) {
    long rows = left.size(0) * left.size(1);
    long units = left.size(2);
    INDArray both = Nd4j.createUninitialized(left.dataType(), rows, 2 * units);
    both.get(NDArrayIndex.all(), NDArrayIndex.interval(0, units))
        .assign(left.reshape('c', rows, units));
    both.get(NDArrayIndex.all(), NDArrayIndex.interval(units, 2 * units))
        .assign(right.reshape('c', rows, units));
    return both.reshape('c', left.size(0), left.size(1), 2 * units);
  }

  private void requireFit(StackInput<S> input) {
    shape.requireUnits("initialStates", input.initialStates());
    Shapes.require("RecurrentStack: x", input.x(), "[T, N, F]", -1, -1, shape.inputSize());
  }
}
