package org.unroll4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.Draw;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.check.GradientCheck;
import org.unroll4j.core.check.GradientCheckResult;
import org.unroll4j.core.engine.LayerCase.Padding;
import org.unroll4j.core.engine.LayerCase.Size;

/** Finite differences through one layer: cells × directions × masks, all that goes in. */
class EngineGradientTest {

  private static final int STEPS = 5;
  private static final int BATCH = 3;
  private static final int INPUTS = 2;
  private static final int UNITS = 3;

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    Engine recomputing = new RecomputingEngine(Engines.reference(), 2);
    for (Cell<?, ?, ?> cell : Draw.cells().toList()) {
      for (Padding padding : Padding.values()) {
        cases.add(arguments(Engines.reference(), cell, Direction.FORWARD, padding));
      }
      cases.add(arguments(Engines.reference(), cell, Direction.BACKWARD, Padding.HOLES));
      cases.add(arguments(recomputing, cell, Direction.BACKWARD, Padding.HOLES));
    }
    return cases.stream();
  }

  private static Arguments arguments(
      Engine engine, Cell<?, ?, ?> cell, Direction direction, Padding padding) {
    return Arguments.of(Named.of(engine.name(), engine), cell, direction, padding);
  }

  @ParameterizedTest(name = "{0}: {1} {2} {3}")
  @MethodSource("cases")
  <P extends CellParameters<P>, S extends CellState<S>> void agreesWithFiniteDifferences(
      Engine engine, Cell<P, S, ?> cell, Direction direction, Padding padding) {
    Draw draw = Draw.doubles(11 + padding.ordinal());
    ValidSteps valid = padding.draw(draw, new Size(STEPS, BATCH, INPUTS, UNITS));
    P parameters = draw.parameters(cell, INPUTS, UNITS);
    INDArray x = draw.array(STEPS, BATCH, INPUTS);
    S initial = draw.state(cell, BATCH, UNITS);
    INDArray outputWeights = draw.array(STEPS, BATCH, cell.outputSize(UNITS));
    S stateWeights = draw.state(cell, BATCH, UNITS);
    Layer<P, S> layer = new Layer<>(cell, parameters, direction);
    LayerInput<S> input = new LayerInput<>(x, valid, initial);
    if (cell instanceof RnnCell rnn && rnn.activation() == RnnCell.Activation.RELU) {
      assertThat(distanceToKink(engine.infer(layer, input))).isGreaterThan(1e-4);
    }

    LayerGradients<P, S> gradients =
        engine.forward(layer, input).backward(outputWeights, stateWeights);

    Map<String, INDArray> variables = new LinkedHashMap<>(parameters.named());
    variables.put("x", x);
    initial.named().forEach((name, array) -> variables.put("initial " + name, array));
    Map<String, INDArray> analytic = new LinkedHashMap<>(gradients.parameters().named());
    analytic.put("x", gradients.x());
    gradients
        .initialState()
        .named()
        .forEach((name, array) -> analytic.put("initial " + name, array));
    GradientCheckResult result =
        new GradientCheck()
            .run(
                variables,
                analytic,
                () -> loss(engine.infer(layer, input), outputWeights, stateWeights));
    assertThat(result.passed()).as(result.toString()).isTrue();
  }

  /** A weighted sum of outputs and final state, so that every element has a gradient of its own. */
  private static <S extends CellState<S>> double loss(
      LayerOutput<S> output, INDArray outputWeights, S stateWeights) {
    double loss = output.outputs().mul(outputWeights).sumNumber().doubleValue();
    for (INDArray term :
        output.finalState().combine(stateWeights, INDArray::mul).named().values()) {
      loss += term.sumNumber().doubleValue();
    }
    return loss;
  }

  /** The smallest positive output: what stands between a unit and ReLU's kink. */
  private static double distanceToKink(LayerOutput<?> output) {
    double smallest = Double.MAX_VALUE;
    for (double h : output.outputs().dup('c').data().asDouble()) {
      smallest = h > 0 ? Math.min(smallest, h) : smallest;
    }
    return smallest;
  }
}
