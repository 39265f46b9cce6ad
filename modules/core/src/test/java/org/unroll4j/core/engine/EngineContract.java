package org.unroll4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.unroll4j.core.engine.NamedArrays.assertSame;
import static org.unroll4j.core.engine.NamedArrays.copies;
import static org.unroll4j.core.engine.NamedArrays.prefixed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.Draw;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.cell.TwoBiasCell;
import org.unroll4j.core.engine.LayerCase.Padding;
import org.unroll4j.core.engine.LayerCase.Setting;
import org.unroll4j.core.engine.LayerCase.Size;

/**
 * How every engine behaves, whatever it computes: padding, chunks, closed passes, threads, layouts.
 * A subclass names the engine and the type, as with {@link EngineAgreementContract}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EngineContract {

  private static final Size SIZE = new Size(7, 5, 3, 11);

  private final Engine engine;
  private final DataType type;

  /** Rounding between two ways to compute the same. */
  private final double rounding;

  /** For an engine in a type. */
  protected EngineContract(Engine engine, DataType type) {
    this.engine = withTwoBiases(engine, type);
    this.type = type;
    this.rounding = type == DataType.DOUBLE ? 1e-14 : 2e-6;
  }

  /** The engine in the form in which {@link Engines} hands it out. */
  static Engine withTwoBiases(Engine engine, DataType type) {
    boolean hasThem = engine.refusal(new TwoBiasCell<>(new RnnCell()), type).isEmpty();
    return hasThem ? engine : new TwoBiasEngine(engine);
  }

  Stream<Cell<?, ?, ?>> cells() {
    return Draw.cells().filter(cell -> engine.refusal(cell, type).isEmpty());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  <P extends CellParameters<P>, S extends CellState<S>> void aSequenceAloneGivesWhatItGivesInABatch(
      Cell<P, S, ?> cell) {
    for (Direction direction : Direction.values()) {
      LayerCase<P, S> all = draw(3, cell, direction, Padding.HOLES);
      ValidSteps valid = all.input().valid();
      LayerOutput<S> together = engine.infer(all.layer(), all.input());
      for (int n = 0; n < valid.batchSize(); n++) {
        int[] steps = validSteps(valid, n);
        LayerOutput<S> alone = engine.infer(all.layer(), alone(all.input(), n, steps));
        for (int k = 0; k < steps.length; k++) {
          assertSame(row(alone.outputs(), k, 0), row(together.outputs(), steps[k], n), rounding);
        }
        int sequence = n;
        assertSame(
            alone.finalState(), together.finalState().map(a -> a.getRow(sequence, true)), rounding);
      }
      assertThat(largestAtInvalid(together.outputs(), valid)).isZero();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  <P extends CellParameters<P>, S extends CellState<S>> void rubbishInPaddingChangesNothing(
      Cell<P, S, ?> cell) {
    for (Direction direction : Direction.values()) {
      LayerCase<P, S> clean = draw(4, cell, direction, Padding.HOLES);
      ValidSteps valid = clean.input().valid();
      Map<String, INDArray> expected = clean.run(engine);
      for (double rubbish : new double[] {123.5, Double.NaN, Double.NEGATIVE_INFINITY}) {
        LayerCase<P, S> spoiled =
            clean
                .withX(withRubbish(clean.input().x(), valid, rubbish))
                .withGradOutputs(withRubbish(clean.gradOutputs(), valid, rubbish));
        assertSame(spoiled.run(engine), expected, 0);
        assertSame(
            LayerCase.named(engine.infer(spoiled.layer(), spoiled.input())).get("outputs"),
            expected.get("outputs"),
            rounding);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  <P extends CellParameters<P>, S extends CellState<S>> void nanInDataIsSeenInItsOwnSequenceOnly(
      Cell<P, S, ?> cell) {
    LayerCase<P, S> drawn = draw(5, cell, Direction.FORWARD, Padding.COMPLETE);
    INDArray x = drawn.input().x().dup();
    row(x, 2, 1).assign(Double.NaN);
    LayerOutput<S> output = engine.infer(drawn.layer(), drawn.withX(x).input());
    for (int n = 0; n < SIZE.batch(); n++) {
      double sum = output.finalState().hidden().getRow(n).sumNumber().doubleValue();
      assertThat(Double.isNaN(sum)).as("sequence %d", n).isEqualTo(n == 1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  <P extends CellParameters<P>, S extends CellState<S>> void withoutAnyValidStepTheStatePassesBy(
      Cell<P, S, ?> cell) {
    LayerCase<P, S> drawn = draw(6, cell, Direction.FORWARD, Padding.COMPLETE);
    ValidSteps none = ValidSteps.ofLengths(SIZE.steps(), new int[SIZE.batch()]);
    LayerInput<S> input = new LayerInput<>(drawn.input().x(), none, drawn.input().initialState());
    LayerPass<P, S> pass = engine.forward(drawn.layer(), input);
    LayerGradients<P, S> gradients = pass.backward(drawn.gradOutputs(), drawn.gradFinal());
    assertThat(pass.output().outputs().amaxNumber().doubleValue()).isZero();
    assertSame(pass.output().finalState(), input.initialState(), 0);
    assertThat(gradients.x().amaxNumber().doubleValue()).isZero();
    gradients
        .parameters()
        .named()
        .forEach((name, a) -> assertThat(a.amaxNumber().doubleValue()).as(name).isZero());
    assertSame(gradients.initialState(), drawn.gradFinal(), 0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  <P extends CellParameters<P>, S extends CellState<S>> void chunksWithCarriedStateGiveTheWhole(
      Cell<P, S, ?> cell) {
    for (Padding padding : Padding.values()) {
      chunks(draw(7, cell, Direction.FORWARD, padding));
    }
  }

  private <P extends CellParameters<P>, S extends CellState<S>> void chunks(LayerCase<P, S> whole) {
    PreparedLayer<P, S> prepared = engine.prepare(whole.layer());
    Map<String, INDArray> expected = whole.run(prepared);
    List<LayerPass<P, S>> passes = new ArrayList<>();
    S state = whole.input().initialState();
    for (int from = 0; from < SIZE.steps(); from += 3) {
      int to = Math.min(SIZE.steps(), from + 3);
      LayerInput<S> chunk =
          new LayerInput<>(
              StepViews.steps(whole.input().x(), from, to),
              whole.input().valid().slice(from, to),
              state);
      passes.add(prepared.forward(chunk));
      INDArray outputs = passes.get(passes.size() - 1).output().outputs();
      assertSame(outputs, StepViews.steps(expected.get("outputs"), from, to), rounding);
      assertSame(prepared.infer(chunk).outputs(), outputs, rounding);
      state = passes.get(passes.size() - 1).output().finalState();
    }
    S gradState = whole.gradFinal();
    P sum = null;
    for (int k = passes.size() - 1; k >= 0; k--) {
      int to = Math.min(SIZE.steps(), 3 * k + 3);
      LayerGradients<P, S> d =
          passes.get(k).backward(StepViews.steps(whole.gradOutputs(), 3 * k, to), gradState);
      assertSame(d.x(), StepViews.steps(expected.get("gradient of x"), 3 * k, to), rounding);
      gradState = d.initialState();
      sum = sum == null ? d.parameters() : sum.plus(d.parameters());
    }
    Map<String, INDArray> summed =
        LayerCase.named(new LayerGradients<>(sum, expected.get("gradient of x"), gradState));
    summed.forEach((name, a) -> assertSame(a, expected.get(name), 50 * rounding));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  <P extends CellParameters<P>, S extends CellState<S>> void argumentsStayAndBackwardCanBeRepeated(
      Cell<P, S, ?> cell) {
    for (Direction direction : Direction.values()) {
      LayerCase<P, S> drawn = draw(8, cell, direction, Padding.LENGTHS);
      Map<String, INDArray> copies = copies(drawn.arguments());
      try (LayerPass<P, S> pass = engine.forward(drawn.layer(), drawn.input())) {
        Map<String, INDArray> output = copies(LayerCase.named(pass.output()));
        LayerGradients<P, S> first = pass.backward(drawn.gradOutputs(), drawn.gradFinal());
        Map<String, INDArray> gradients = copies(LayerCase.named(first));
        LayerGradients<P, S> again = pass.backward(drawn.gradOutputs(), drawn.gradFinal());
        assertSame(LayerCase.named(again), gradients, 0);
        assertSame(LayerCase.named(first), gradients, 0);
        assertSame(LayerCase.named(pass.output()), output, 0);
      }
      assertSame(drawn.arguments(), copies, 0);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  <P extends CellParameters<P>, S extends CellState<S>> void aClosedPassLeavesItsResultsAlone(
      Cell<P, S, ?> cell) {
    LayerCase<P, S> first = draw(9, cell, Direction.FORWARD, Padding.HOLES);
    Map<String, INDArray> results = first.run(engine);
    results.putAll(prefixed(LayerCase.named(engine.infer(first.layer(), first.input()))));
    Map<String, INDArray> copies = copies(results);

    LayerCase<P, S> second = draw(10, cell, Direction.FORWARD, Padding.COMPLETE);
    Map<String, INDArray> expected = second.as(DataType.DOUBLE).run(Engines.reference());
    for (int i = 0; i < 3; i++) {
      second
          .run(engine)
          .forEach(
              (name, a) ->
                  assertSame(a.castTo(DataType.DOUBLE), expected.get(name), 50 * rounding));
      engine.infer(second.layer(), second.input());
    }
    LayerPass<P, S> twice = engine.forward(second.layer(), second.input());
    twice.close();
    twice.close();
    assertSame(results, copies, 0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  <P extends CellParameters<P>, S extends CellState<S>> void openPassesDoNotDisturbOneAnother(
      Cell<P, S, ?> cell) {
    LayerCase<P, S> one = draw(11, cell, Direction.FORWARD, Padding.HOLES);
    LayerCase<P, S> other = draw(12, cell, Direction.BACKWARD, Padding.LENGTHS);
    Map<String, INDArray> expectedOne = one.run(engine);
    Map<String, INDArray> expectedOther = other.run(engine);
    try (LayerPass<P, S> a = engine.forward(one.layer(), one.input());
        LayerPass<P, S> b = engine.forward(other.layer(), other.input())) {
      Map<String, INDArray> resultOne = LayerCase.named(a.output());
      resultOne.putAll(LayerCase.named(a.backward(one.gradOutputs(), one.gradFinal())));
      Map<String, INDArray> resultOther = LayerCase.named(b.output());
      resultOther.putAll(LayerCase.named(b.backward(other.gradOutputs(), other.gradFinal())));
      assertSame(resultOne, expectedOne, 0);
      assertSame(resultOther, expectedOther, 0);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  <P extends CellParameters<P>, S extends CellState<S>> void layoutsInMemoryDoNotMatter(
      Cell<P, S, ?> cell) {
    for (Padding padding : Padding.values()) {
      LayerCase<P, S> plain = draw(13, cell, Direction.FORWARD, padding);
      for (UnaryOperator<INDArray> otherLayout : OtherLayouts.ALL) {
        assertSame(moved(plain, otherLayout).run(engine), plain.run(engine), 50 * rounding);
      }
    }
  }

  private static <P extends CellParameters<P>, S extends CellState<S>> LayerCase<P, S> moved(
      LayerCase<P, S> plain, UnaryOperator<INDArray> otherLayout) {
    Layer<P, S> layer = plain.layer();
    LayerInput<S> input = plain.input();
    return new LayerCase<>(
        new Layer<>(layer.cell(), layer.parameters().map(otherLayout), layer.direction()),
        new LayerInput<>(
            otherLayout.apply(input.x()), input.valid(), input.initialState().map(otherLayout)),
        otherLayout.apply(plain.gradOutputs()),
        plain.gradFinal().map(otherLayout));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  <P extends CellParameters<P>, S extends CellState<S>> void threadsMayShareAPreparedLayer(
      Cell<P, S, ?> cell) throws Exception {
    LayerCase<P, S> drawn = draw(14, cell, Direction.FORWARD, Padding.HOLES);
    PreparedLayer<P, S> prepared = engine.prepare(drawn.layer());
    Map<String, INDArray> expected = drawn.run(prepared);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<List<Map<String, INDArray>>>> running = new ArrayList<>();
      for (int thread = 0; thread < 2; thread++) {
        running.add(
            threads.submit(
                () -> IntStream.range(0, 5).mapToObj(i -> drawn.run(prepared)).toList()));
      }
      for (Future<List<Map<String, INDArray>>> results : running) {
        results.get().forEach(result -> assertSame(result, expected, 50 * rounding));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  <P extends CellParameters<P>, S extends CellState<S>> void wrongShapesAndTypesAreNamed(
      Cell<P, S, ?> cell) {
    LayerCase<P, S> drawn = draw(15, cell, Direction.FORWARD, Padding.COMPLETE);
    Draw draw = new Draw(16, type);
    INDArray wide = draw.array(SIZE.steps(), SIZE.batch(), SIZE.inputs() + 1);
    DataType otherType = type == DataType.DOUBLE ? DataType.FLOAT : DataType.DOUBLE;
    INDArray other = drawn.input().x().castTo(otherType);
    assertThatThrownBy(() -> engine.infer(drawn.layer(), drawn.withX(wide).input()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Layer %s: x must have shape [T, N, F] = [any, any, 3], but was [7, 5, 4]."
                .formatted(cell.name()));
    assertThatThrownBy(() -> engine.forward(drawn.layer(), drawn.withX(other).input()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "x must have type %s like the parameters, but was %s".formatted(type, otherType));
    LayerPass<P, S> pass = engine.forward(drawn.layer(), drawn.input());
    long width = cell.outputSize(SIZE.units());
    INDArray narrow = draw.array(SIZE.steps(), SIZE.batch(), width - 1);
    assertThatThrownBy(() -> pass.backward(narrow, drawn.gradFinal()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "LayerPass.backward: gradOutputs must have shape [T, N, H] = [7, 5, %d], but was [7, 5, %d]."
                .formatted(width, width - 1));
    assertThatThrownBy(
            () -> pass.backward(drawn.gradOutputs().castTo(otherType), drawn.gradFinal()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gradOutputs must have type %s".formatted(type));
    S tooMany = draw.state(cell, SIZE.batch() + 1, SIZE.units());
    assertThatThrownBy(() -> pass.backward(drawn.gradOutputs(), tooMany))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "gradFinalState, hidden must have shape [N, H] = [5, %d], but was [6, %d]."
                .formatted(width, width));
    S tooWide = draw.state(cell, SIZE.batch(), SIZE.units()).map(a -> withOneMoreColumn(draw, a));
    LayerInput<S> fromTooWide = new LayerInput<>(drawn.input().x(), drawn.input().valid(), tooWide);
    assertThatThrownBy(() -> engine.infer(drawn.layer(), fromTooWide))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "initial hidden state must have shape [N, H] = [5, %d], but was [5, %d]."
                .formatted(width, width + 1));
  }

  private <P extends CellParameters<P>, S extends CellState<S>> LayerCase<P, S> draw(
      long seed, Cell<P, S, ?> cell, Direction direction, Padding padding) {
    return LayerCase.draw(new Draw(seed, type), cell, SIZE, new Setting(direction, padding, false));
  }

  private static INDArray withOneMoreColumn(Draw draw, INDArray array) {
    return draw.array(array.size(0), array.size(1) + 1);
  }

  private static int[] validSteps(ValidSteps valid, int n) {
    return IntStream.range(0, valid.steps()).filter(t -> valid.isValid(t, n)).toArray();
  }

  /** Sequence n with only the steps that exist. */
  private static <S extends CellState<S>> LayerInput<S> alone(
      LayerInput<S> input, int n, int[] steps) {
    INDArray x = Nd4j.create(input.x().dataType(), steps.length, 1, input.x().size(2));
    for (int k = 0; k < steps.length; k++) {
      row(x, k, 0).assign(row(input.x(), steps[k], n));
    }
    S state = input.initialState().map(a -> a.getRow(n, true).dup());
    return new LayerInput<>(x, ValidSteps.all(steps.length, 1), state);
  }

  private static INDArray row(INDArray perStep, int t, int n) {
    return perStep.tensorAlongDimension(t * perStep.size(1) + n, 2);
  }

  private static INDArray withRubbish(INDArray perStep, ValidSteps valid, double rubbish) {
    INDArray spoiled = perStep.dup();
    for (int t = 0; t < valid.steps(); t++) {
      for (int n = 0; n < valid.batchSize(); n++) {
        if (!valid.isValid(t, n)) {
          row(spoiled, t, n).assign(rubbish);
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
          largest = Math.max(largest, row(outputs, t, n).amaxNumber().doubleValue());
        }
      }
    }
    return largest;
  }
}
