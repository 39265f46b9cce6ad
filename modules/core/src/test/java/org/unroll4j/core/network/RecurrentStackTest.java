package org.unroll4j.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.unroll4j.core.Draw;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.GruParameters;
import org.unroll4j.core.cell.HiddenState;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.LstmParameters;
import org.unroll4j.core.cell.LstmState;
import org.unroll4j.core.engine.Engine;
import org.unroll4j.core.engine.Engines;
import org.unroll4j.core.engine.Layer;
import org.unroll4j.core.engine.PreparedLayer;
import org.unroll4j.core.engine.ValidSteps;
import org.unroll4j.core.init.UniformInitialiser;

class RecurrentStackTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource("org.unroll4j.core.Draw#cells")
  <P extends CellParameters<P>, S extends CellState<S>> void streamingGivesTheWholeSequence(
      Cell<P, S, ?> cell) {
    Draw draw = Draw.doubles(2);
    RecurrentStack<P, S> stack = stack(new StackShape<>(cell, 3, 7, 3, Directions.FORWARD));
    List<P> parameters = parameters(stack, draw);
    INDArray x = draw.array(11, 2, 3);
    StackOutput<S> whole =
        stack.infer(
            parameters,
            new StackInput<>(x, ValidSteps.all(11, 2), stack.zeroStates(2, DataType.DOUBLE)));

    List<S> states = stack.zeroStates(2, DataType.DOUBLE);
    PreparedStack<P, S> prepared = stack.prepare(parameters);
    for (int t = 0; t < 11; t++) {
      StackOutput<S> step = prepared.step(x.slice(t), states);
      assertThat(stack.step(parameters, x.slice(t), states).outputs().distance2(step.outputs()))
          .isZero();
      assertThat(step.outputs().slice(0).dup('c').data().asDouble())
          .usingComparatorWithPrecision(1e-15)
          .containsExactly(whole.outputs().slice(t).dup('c').data().asDouble());
      states = step.finalStates();
    }
  }

  @Test
  void backwardDirectionEndsAfterTheFirstStepAndForwardAfterTheLastValidOne() {
    Draw draw = Draw.doubles(3);
    RecurrentStack<LstmParameters, LstmState> stack =
        stack(new StackShape<>(new LstmCell(), 2, 3, 1, Directions.BOTH_CONCATENATED));
    int[] lengths = {5, 2, 4};
    StackOutput<LstmState> output =
        stack.infer(
            parameters(stack, draw),
            new StackInput<>(
                draw.array(5, 3, 2),
                ValidSteps.ofLengths(5, lengths),
                stack.zeroStates(3, DataType.DOUBLE)));
    for (int n = 0; n < 3; n++) {
      assertThat(output.finalStates().get(0).hidden().getRow(n).toDoubleVector())
          .containsExactly(row(output.outputs(), lengths[n] - 1, n, 0));
      assertThat(output.finalStates().get(1).hidden().getRow(n).toDoubleVector())
          .containsExactly(row(output.outputs(), 0, n, 3));
    }
  }

  @Test
  void summedDirectionsAreTheSumOfTheConcatenatedHalves() {
    Draw draw = Draw.doubles(4);
    StackShape<LstmParameters, LstmState> both =
        new StackShape<>(new LstmCell(), 2, 3, 1, Directions.BOTH_CONCATENATED);
    List<LstmParameters> parameters = parameters(stack(both), draw);
    StackInput<LstmState> input =
        new StackInput<>(
            draw.array(4, 3, 2), draw.lengths(4, 3), stack(both).zeroStates(3, DataType.DOUBLE));
    INDArray halves = stack(both).infer(parameters, input).outputs();
    INDArray sum =
        stack(new StackShape<>(new LstmCell(), 2, 3, 1, Directions.BOTH_SUMMED))
            .infer(parameters, input)
            .outputs();
    INDArray expected = columns(halves, 0, 3).add(columns(halves, 3, 6));
    assertThat(sum.dup('c').data().asDouble()).containsExactly(expected.dup('c').data().asDouble());
  }

  @Test
  void dropoutKeepsTheExpectationAndRepeatsWithItsSeed() {
    INDArray like = Draw.doubles(1).array(40, 50, 10);
    INDArray factors = new Dropout(0.3, 9).factors(0, like);
    assertThat(factors.meanNumber().doubleValue()).isBetween(0.98, 1.02);
    assertThat(new Dropout(0.3, 9).factors(0, like).sub(factors).amaxNumber().doubleValue())
        .isZero();
    assertThat(new Dropout(0.3, 9).factors(1, like).sub(factors).amaxNumber().doubleValue())
        .isPositive();
    assertThat(new Dropout(0.3, 10).factors(0, like).sub(factors).amaxNumber().doubleValue())
        .isPositive();
  }

  @Test
  void recurrentDropoutRepeatsWithItsSeedAndIsOffWhenNothingIsRemembered() {
    Draw draw = Draw.doubles(6);
    RecurrentStack<GruParameters, HiddenState> stack =
        stack(new StackShape<>(new GruCell(), 2, 5, 2, Directions.BOTH_CONCATENATED));
    List<GruParameters> parameters = parameters(stack, draw);
    StackInput<HiddenState> input =
        new StackInput<>(
            draw.array(6, 3, 2), draw.lengths(6, 3), stack.zeroStates(3, DataType.DOUBLE));
    INDArray plain = stack.infer(parameters, input).outputs();
    INDArray dropped = outputs(stack, parameters, input, new Dropout(0, 0.5, 3));
    assertThat(dropped.distance2(plain)).isPositive();
    assertThat(dropped.distance2(outputs(stack, parameters, input, new Dropout(0, 0.5, 3))))
        .isZero();
    assertThat(dropped.distance2(outputs(stack, parameters, input, new Dropout(0, 0.5, 4))))
        .isPositive();
    assertThat(plain.distance2(outputs(stack, parameters, input, Dropout.NONE))).isZero();
    // The first step starts from zero: there is nothing to drop yet in the lowest layer.
    RecurrentStack<GruParameters, HiddenState> one =
        stack(new StackShape<>(new GruCell(), 2, 5, 1, Directions.FORWARD));
    StackInput<HiddenState> ofOne =
        new StackInput<>(input.x(), input.valid(), one.zeroStates(3, DataType.DOUBLE));
    List<GruParameters> lowest = parameters.subList(0, 1);
    INDArray of = outputs(one, lowest, ofOne, new Dropout(0, 0.5, 3));
    INDArray difference = of.sub(one.infer(lowest, ofOne).outputs());
    assertThat(difference.slice(0).amaxNumber().doubleValue()).isZero();
    assertThat(difference.amaxNumber().doubleValue()).isPositive();
  }

  @Test
  void recurrentFactorsAreThoseOfTheWholeSequenceAndOfEachUnit() {
    Dropout dropout = new Dropout(0.1, 0.4, 9);
    INDArray factors = dropout.recurrentFactors(0, DataType.DOUBLE, 40, 50);
    assertThat(factors.meanNumber().doubleValue()).isBetween(0.94, 1.06);
    assertThat(factors.distance2(dropout.recurrentFactors(0, DataType.DOUBLE, 40, 50))).isZero();
    assertThat(factors.distance2(dropout.recurrentFactors(1, DataType.DOUBLE, 40, 50)))
        .isPositive();
  }

  @Test
  void anEngineWithoutRecurrentDropoutSaysSo() {
    RecurrentStack<LstmParameters, LstmState> stack =
        new RecurrentStack<>(new StackShape<>(new LstmCell(), 2, 3), new PlainOnly());
    Draw draw = Draw.doubles(7);
    List<LstmParameters> parameters = parameters(stack, draw);
    StackInput<LstmState> input =
        new StackInput<>(
            draw.array(4, 1, 2), ValidSteps.all(4, 1), stack.zeroStates(1, DataType.DOUBLE));
    PreparedStack<LstmParameters, LstmState> prepared = stack.prepare(parameters);
    prepared.forward(input, Dropout.NONE).close();
    Dropout dropout = new Dropout(0, 0.5, 3);
    assertThatThrownBy(() -> prepared.forward(input, dropout))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Engine 'plain-only' cannot run lstm-recurrent-dropout in DOUBLE: nothing but LSTMs");
  }

  private static final class PlainOnly implements Engine {
    @Override
    public String name() {
      return "plain-only";
    }

    @Override
    public int rank() {
      return 1;
    }

    @Override
    public Optional<String> refusal(Cell<?, ?, ?> cell, DataType type) {
      return cell instanceof LstmCell ? Optional.empty() : Optional.of("nothing but LSTMs");
    }

    @Override
    public <P extends CellParameters<P>, S extends CellState<S>> PreparedLayer<P, S> prepare(
        Layer<P, S> layer) {
      return Engines.reference().prepare(layer);
    }
  }

  private static <P extends CellParameters<P>, S extends CellState<S>> INDArray outputs(
      RecurrentStack<P, S> stack, List<P> parameters, StackInput<S> input, Dropout dropout) {
    return stack.forward(parameters, input, dropout).output().outputs();
  }

  @Test
  void aStackThatLooksIntoTheFutureCannotStreamOrTruncate() {
    RecurrentStack<LstmParameters, LstmState> stack =
        stack(new StackShape<>(new LstmCell(), 2, 3, 1, Directions.BOTH_SUMMED));
    Draw draw = Draw.doubles(5);
    List<LstmParameters> parameters = parameters(stack, draw);
    List<LstmState> states = stack.zeroStates(1, DataType.DOUBLE);
    INDArray x = draw.array(1, 2);
    assertThatThrownBy(() -> stack.step(parameters, x, states))
        .hasMessageContaining("RecurrentStack.step: directions must be FORWARD");
    assertThatThrownBy(() -> new TruncatedBackpropagation<>(stack, 3))
        .hasMessageContaining("truncated backpropagation: directions must be FORWARD");
  }

  @Test
  void wrongNumbersOfParametersAndBadSizesAreNamed() {
    RecurrentStack<LstmParameters, LstmState> stack =
        stack(new StackShape<>(new LstmCell(), 2, 3, 2, Directions.BOTH_SUMMED));
    StackInput<LstmState> input =
        new StackInput<>(
            Draw.doubles(1).array(1, 1, 2),
            ValidSteps.all(1, 1),
            stack.zeroStates(1, DataType.DOUBLE));
    assertThatThrownBy(() -> stack.infer(List.of(), input))
        .hasMessage(
            "RecurrentStack: parameters must have 4 entries (2 layers × 2 directions), but had 0.");
    assertThatThrownBy(() -> new StackShape<>(new LstmCell(), 2, 0))
        .hasMessage("StackShape: hiddenSize must be at least 1, but was 0.");
    assertThatThrownBy(() -> new Dropout(1, 0)).hasMessageContaining("probability of dropping");
    assertThatThrownBy(() -> new Dropout(0, -0.1, 0))
        .hasMessageContaining("recurrentRate is the probability of dropping");
  }

  private static <P extends CellParameters<P>, S extends CellState<S>> RecurrentStack<P, S> stack(
      StackShape<P, S> shape) {
    return new RecurrentStack<>(shape, Engines.reference());
  }

  private static <P extends CellParameters<P>, S extends CellState<S>> List<P> parameters(
      RecurrentStack<P, S> stack, Draw draw) {
    return stack.draw(new UniformInitialiser(), DataType.DOUBLE, draw.random()).stream()
        .map(draw::like)
        .toList();
  }

  private static double[] row(INDArray outputs, int t, int n, int fromColumn) {
    double[] all = outputs.slice(t).getRow(n).toDoubleVector();
    return Arrays.copyOfRange(all, fromColumn, fromColumn + 3);
  }

  private static INDArray columns(INDArray outputs, int from, int to) {
    return outputs.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, to));
  }
}
