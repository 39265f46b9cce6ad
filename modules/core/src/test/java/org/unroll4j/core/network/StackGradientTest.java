package org.unroll4j.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.unroll4j.core.Draw;
import org.unroll4j.core.cell.ArrayTuple;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.ProjectedLstmCell;
import org.unroll4j.core.cell.RecurrentDropoutCell;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.cell.TwoBiasCell;
import org.unroll4j.core.check.GradientCheck;
import org.unroll4j.core.check.GradientCheckResult;
import org.unroll4j.core.engine.Engines;
import org.unroll4j.core.engine.ValidSteps;
import org.unroll4j.core.init.UniformInitialiser;

/** Finite differences through stacks: cells × directions × masks × truncation. */
class StackGradientTest {

  private static final int STEPS = 4;
  private static final int BATCH = 2;
  private static final int INPUTS = 1;
  private static final int LAYERS = 2;
  private static final int UNITS = 2;

  /** Each kind of state and parameters in both directions, and one cell in every direction. */
  static Stream<Arguments> stacks() {
    Stream<Arguments> cells =
        Stream.of(
                new RnnCell(),
                new LstmCell(),
                new ProjectedLstmCell(3),
                new TwoBiasCell<>(new GruCell()))
            .map(cell -> Arguments.of(cell, Directions.BOTH_CONCATENATED));
    return Stream.concat(
        cells,
        Stream.of(Directions.FORWARD, Directions.BACKWARD, Directions.BOTH_SUMMED)
            .map(directions -> Arguments.of(new LstmCell(), directions)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("stacks")
  <P extends CellParameters<P>, S extends CellState<S>> void twoLayersWithHolesAndDropout(
      Cell<P, S, ?> cell, Directions directions) {
    Case<P, S> c = new Case<>(cell, directions, 21);
    Dropout dropout = new Dropout(0.4, 0.3, 5);
    StackPass<P, S> pass = c.stack.forward(c.parameters, c.input, dropout);
    INDArray outputWeights = c.draw.array(pass.output().outputs().shape());
    List<S> stateWeights = c.states();

    StackGradients<P, S> gradients = pass.backward(outputWeights, stateWeights);

    c.assertAgrees(
        gradients,
        () -> {
          StackOutput<S> output = c.stack.forward(c.parameters, c.input, dropout).output();
          double loss = output.outputs().mul(outputWeights).sumNumber().doubleValue();
          for (int u = 0; u < stateWeights.size(); u++) {
            loss += sum(output.finalStates().get(u).combine(stateWeights.get(u), INDArray::mul));
          }
          return loss;
        });
  }

  static Stream<Arguments> truncations() {
    return Stream.concat(
        Draw.cells().map(cell -> Arguments.of(cell, 3)),
        Stream.of(new LstmCell(), new RecurrentDropoutCell<>(new GruCell()))
            .map(cell -> Arguments.of(cell, 1)));
  }

  /**
   * The judge holds the incoming state of every segment constant: it records the states at the
   * unperturbed parameters and enters each segment with them. They are copies, because what is
   * carried unchanged may be the very array that the check moves.
   */
  @ParameterizedTest(name = "{0} segments of {1}")
  @MethodSource("truncations")
  <P extends CellParameters<P>, S extends CellState<S>> void truncation(
      Cell<P, S, ?> cell, int length) {
    Case<P, S> c = new Case<>(cell, Directions.FORWARD, 31);
    INDArray weights = c.draw.array(STEPS, BATCH, cell.outputSize(UNITS));
    TruncatedBackpropagation<P, S> truncated = new TruncatedBackpropagation<>(c.stack, length);
    List<List<S>> incoming = new ArrayList<>();
    List<S> states = c.input.initialStates();
    for (int from = 0; from < STEPS; from += length) {
      incoming.add(states);
      int to = Math.min(STEPS, from + length);
      StackOutput<S> output =
          c.stack.infer(c.parameters, truncated.segment(c.input, from, to, states));
      states = output.finalStates().stream().map(S::copy).toList();
    }

    StackGradients<P, S> gradients =
        truncated.gradients(
            c.parameters,
            c.input,
            (outputs, from) -> steps(weights, from, from + (int) outputs.size(0)));

    c.assertAgrees(
        gradients,
        () -> {
          double loss = 0;
          for (int from = 0, k = 0; from < STEPS; from += length, k++) {
            int to = Math.min(STEPS, from + length);
            INDArray outputs =
                c.stack
                    .infer(c.parameters, truncated.segment(c.input, from, to, incoming.get(k)))
                    .outputs();
            loss += outputs.mul(steps(weights, from, to)).sumNumber().doubleValue();
          }
          return loss;
        });
  }

  private static INDArray steps(INDArray perStep, int from, int to) {
    return perStep
        .get(NDArrayIndex.interval(from, to), NDArrayIndex.all(), NDArrayIndex.all())
        .dup('c');
  }

  private static double sum(ArrayTuple<?> tuple) {
    return tuple.named().values().stream().mapToDouble(a -> a.sumNumber().doubleValue()).sum();
  }

  private static final class Case<P extends CellParameters<P>, S extends CellState<S>> {
    final Draw draw;
    final RecurrentStack<P, S> stack;
    final List<P> parameters;
    final StackInput<S> input;

    Case(Cell<P, S, ?> cell, Directions directions, long seed) {
      this.draw = Draw.doubles(seed);
      this.stack =
          new RecurrentStack<>(
              new StackShape<>(cell, INPUTS, UNITS, LAYERS, directions), Engines.reference());
      this.parameters =
          stack.draw(new UniformInitialiser(), DataType.DOUBLE, draw.random()).stream()
              .map(draw::like)
              .toList();
      ValidSteps valid = draw.holes(STEPS, BATCH);
      this.input = new StackInput<>(draw.array(STEPS, BATCH, INPUTS), valid, states());
    }

    List<S> states() {
      return stack.zeroStates(BATCH, DataType.DOUBLE).stream().map(draw::like).toList();
    }

    void assertAgrees(StackGradients<P, S> gradients, DoubleSupplier loss) {
      Map<String, INDArray> variables = new LinkedHashMap<>();
      Map<String, INDArray> analytic = new LinkedHashMap<>(gradients.named());
      variables.put("x", input.x());
      analytic.put("x", gradients.x());
      IntStream.range(0, parameters.size())
          .forEach(
              u -> {
                String suffix = "[" + u + "]";
                put(variables, "", suffix, parameters.get(u));
                put(variables, "initial ", suffix, input.initialStates().get(u));
                put(analytic, "initial ", suffix, gradients.initialStates().get(u));
              });
      GradientCheckResult result = new GradientCheck().run(variables, analytic, loss);
      assertThat(result.passed()).as(result.toString()).isTrue();
    }

    private static void put(
        Map<String, INDArray> map, String prefix, String suffix, ArrayTuple<?> tuple) {
      tuple.named().forEach((name, array) -> map.put(prefix + name + suffix, array));
    }
  }
}
