package org.unroll4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.unroll4j.core.Draw;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;

/** What must hold for every engine and every cell. */
class EngineContractTest {

  private static final int STEPS = 7;
  private static final int BATCH = 5;
  private static final int INPUTS = 3;
  private static final int UNITS = 11;
  private static final Engine ENGINE = Engines.reference();

  @ParameterizedTest(name = "{0}")
  @MethodSource("org.unroll4j.core.Draw#cells")
  <P extends CellParameters<P>, S extends CellState<S>> void aSequenceAloneGivesWhatItGivesInABatch(
      Cell<P, S, ?> cell) {
    for (Direction direction : Direction.values()) {
      Draw draw = Draw.doubles(3);
      ValidSteps valid = draw.holes(STEPS, BATCH);
      Layer<P, S> layer = new Layer<>(cell, draw.parameters(cell, INPUTS, UNITS), direction);
      LayerInput<S> input =
          new LayerInput<>(draw.array(STEPS, BATCH, INPUTS), valid, draw.state(cell, BATCH, UNITS));
      LayerOutput<S> together = ENGINE.infer(layer, input);

      for (int n = 0; n < BATCH; n++) {
        int[] steps = validSteps(valid, n);
        LayerOutput<S> alone = ENGINE.infer(layer, alone(input, n, steps));
        for (int k = 0; k < steps.length; k++) {
          assertSame(
              alone.outputs().get(NDArrayIndex.point(k), NDArrayIndex.point(0)),
              together.outputs().get(NDArrayIndex.point(steps[k]), NDArrayIndex.point(n)),
              1e-14);
        }
        assertSame(
            alone.finalState().hidden().getRow(0), together.finalState().hidden().getRow(n), 1e-14);
      }
      assertThat(largestAtInvalid(together.outputs(), valid)).isZero();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("org.unroll4j.core.Draw#cells")
  <P extends CellParameters<P>, S extends CellState<S>> void rubbishInPaddingChangesNothing(
      Cell<P, S, ?> cell) {
    Draw draw = Draw.doubles(4);
    ValidSteps valid = draw.holes(STEPS, BATCH);
    Layer<P, S> layer = new Layer<>(cell, draw.parameters(cell, INPUTS, UNITS), Direction.BACKWARD);
    S initial = draw.state(cell, BATCH, UNITS);
    INDArray x = draw.array(STEPS, BATCH, INPUTS);
    INDArray gradOutputs = draw.array(STEPS, BATCH, UNITS);
    S gradFinal = draw.state(cell, BATCH, UNITS);
    LayerPass<P, S> clean = ENGINE.forward(layer, new LayerInput<>(x, valid, initial));
    LayerGradients<P, S> expected = clean.backward(gradOutputs, gradFinal);

    for (double rubbish : new double[] {123.5, Double.NaN, Double.NEGATIVE_INFINITY}) {
      LayerPass<P, S> pass =
          ENGINE.forward(layer, new LayerInput<>(withRubbish(x, valid, rubbish), valid, initial));
      assertSame(pass.output().outputs(), clean.output().outputs(), 0);
      LayerGradients<P, S> gradients =
          pass.backward(withRubbish(gradOutputs, valid, rubbish), gradFinal);
      assertSame(gradients.x(), expected.x(), 0);
      expected
          .parameters()
          .named()
          .forEach((name, a) -> assertSame(gradients.parameters().named().get(name), a, 0));
      assertSame(gradients.initialState().hidden(), expected.initialState().hidden(), 0);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("org.unroll4j.core.Draw#cells")
  <P extends CellParameters<P>, S extends CellState<S>> void chunksWithCarriedStateGiveTheWhole(
      Cell<P, S, ?> cell) {
    Draw draw = Draw.doubles(5);
    ValidSteps valid = draw.holes(STEPS, BATCH);
    Layer<P, S> layer = new Layer<>(cell, draw.parameters(cell, INPUTS, UNITS), Direction.FORWARD);
    LayerInput<S> input =
        new LayerInput<>(draw.array(STEPS, BATCH, INPUTS), valid, draw.state(cell, BATCH, UNITS));
    LayerOutput<S> whole = ENGINE.infer(layer, input);

    S state = input.initialState();
    for (int from = 0; from < STEPS; from += 3) {
      int to = Math.min(STEPS, from + 3);
      LayerOutput<S> chunk =
          ENGINE.infer(
              layer, new LayerInput<>(steps(input.x(), from, to), valid.slice(from, to), state));
      assertSame(chunk.outputs(), steps(whole.outputs(), from, to), 1e-15);
      state = chunk.finalState();
    }
    assertSame(state.hidden(), whole.finalState().hidden(), 1e-15);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("org.unroll4j.core.Draw#cells")
  <P extends CellParameters<P>, S extends CellState<S>> void inputsAreNotModified(
      Cell<P, S, ?> cell) {
    Draw draw = Draw.doubles(6);
    Layer<P, S> layer = new Layer<>(cell, draw.parameters(cell, INPUTS, UNITS), Direction.FORWARD);
    LayerInput<S> input =
        new LayerInput<>(
            draw.array(STEPS, BATCH, INPUTS),
            draw.lengths(STEPS, BATCH),
            draw.state(cell, BATCH, UNITS));
    INDArray gradOutputs = draw.array(STEPS, BATCH, UNITS);
    S gradFinal = draw.state(cell, BATCH, UNITS);
    Map<String, INDArray> arguments = new LinkedHashMap<>(layer.parameters().named());
    arguments.put("x", input.x());
    arguments.put("gradOutputs", gradOutputs);
    input.initialState().named().forEach((name, a) -> arguments.put("initial " + name, a));
    gradFinal.named().forEach((name, a) -> arguments.put("final " + name, a));
    Map<String, INDArray> copies = new LinkedHashMap<>();
    arguments.forEach((name, a) -> copies.put(name, a.dup()));

    LayerPass<P, S> pass = ENGINE.forward(layer, input);
    INDArray outputs = pass.output().outputs().dup();
    LayerGradients<P, S> first = pass.backward(gradOutputs, gradFinal);
    LayerGradients<P, S> again = pass.backward(gradOutputs, gradFinal);

    arguments.forEach(
        (name, a) ->
            assertThat(a.dup('c').data().asDouble())
                .as(name)
                .containsExactly(copies.get(name).dup('c').data().asDouble()));
    assertSame(pass.output().outputs(), outputs, 0);
    assertSame(first.x(), again.x(), 0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("org.unroll4j.core.Draw#cells")
  <P extends CellParameters<P>, S extends CellState<S>> void floatIsCloseToDouble(
      Cell<P, S, ?> cell) {
    Draw draw = Draw.doubles(7);
    P p = draw.parameters(cell, INPUTS, UNITS);
    S initial = draw.state(cell, 1, UNITS);
    INDArray x = draw.array(1, 1, INPUTS);
    ValidSteps valid = ValidSteps.all(1, 1);
    LayerOutput<S> exact =
        ENGINE.infer(new Layer<>(cell, p, Direction.FORWARD), new LayerInput<>(x, valid, initial));
    LayerOutput<S> single =
        ENGINE.infer(
            new Layer<>(cell, p.map(a -> a.castTo(DataType.FLOAT)), Direction.FORWARD),
            new LayerInput<>(
                x.castTo(DataType.FLOAT), valid, initial.map(a -> a.castTo(DataType.FLOAT))));
    assertThat(single.outputs().dataType()).isEqualTo(DataType.FLOAT);
    assertSame(single.outputs().castTo(DataType.DOUBLE), exact.outputs(), 1e-5);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("org.unroll4j.core.Draw#cells")
  <P extends CellParameters<P>, S extends CellState<S>> void wrongShapesAndTypesAreNamed(
      Cell<P, S, ?> cell) {
    Draw draw = Draw.doubles(8);
    Layer<P, S> layer = new Layer<>(cell, draw.parameters(cell, INPUTS, UNITS), Direction.FORWARD);
    ValidSteps valid = ValidSteps.all(STEPS, BATCH);
    S initial = layer.zeroState(BATCH);
    INDArray wide = draw.array(STEPS, BATCH, INPUTS + 1);
    INDArray single = draw.array(STEPS, BATCH, INPUTS).castTo(DataType.FLOAT);
    assertThatThrownBy(() -> ENGINE.infer(layer, new LayerInput<>(wide, valid, initial)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Layer %s: x must have shape [T, N, F] = [any, any, 3], but was [7, 5, 4]."
                .formatted(cell.name()));
    assertThatThrownBy(() -> ENGINE.infer(layer, new LayerInput<>(single, valid, initial)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x must have type DOUBLE like the parameters, but was FLOAT");
  }

  private static int[] validSteps(ValidSteps valid, int n) {
    return IntStream.range(0, valid.steps()).filter(t -> valid.isValid(t, n)).toArray();
  }

  /** Sequence n with only the steps that exist. */
  private static <S extends CellState<S>> LayerInput<S> alone(
      LayerInput<S> input, int n, int[] steps) {
    INDArray x = Nd4j.create(DataType.DOUBLE, steps.length, 1, input.x().size(2));
    for (int k = 0; k < steps.length; k++) {
      x.get(NDArrayIndex.point(k), NDArrayIndex.point(0))
          .assign(input.x().get(NDArrayIndex.point(steps[k]), NDArrayIndex.point(n)));
    }
    S state = input.initialState().map(a -> a.getRow(n, true).dup());
    return new LayerInput<>(x, ValidSteps.all(steps.length, 1), state);
  }

  private static INDArray steps(INDArray perStep, int from, int to) {
    return perStep.get(NDArrayIndex.interval(from, to), NDArrayIndex.all(), NDArrayIndex.all());
  }

  private static INDArray withRubbish(INDArray perStep, ValidSteps valid, double rubbish) {
    INDArray spoiled = perStep.dup();
    for (int t = 0; t < valid.steps(); t++) {
      for (int n = 0; n < valid.batchSize(); n++) {
        if (!valid.isValid(t, n)) {
          spoiled.get(NDArrayIndex.point(t), NDArrayIndex.point(n)).assign(rubbish);
        }
      }
    }
    return spoiled;
  }

  private static double largestAtInvalid(INDArray outputs, ValidSteps valid) {
    double largest = 0;
    for (int t = 0; t < valid.steps(); t++) {
      for (int n = 0; n < valid.batchSize(); n++) {
        if (!valid.isValid(t, n)) {
          INDArray row = outputs.get(NDArrayIndex.point(t), NDArrayIndex.point(n));
          largest = Math.max(largest, row.amaxNumber().doubleValue());
        }
      }
    }
    return largest;
  }

  private static void assertSame(INDArray actual, INDArray expected, double tolerance) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.dup('c').data().asDouble())
        .usingComparatorWithPrecision(tolerance)
        .containsExactly(expected.dup('c').data().asDouble());
  }
}
