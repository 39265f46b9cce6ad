package org.unroll4j.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.ArrayTuple;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.engine.Direction;
import org.unroll4j.core.engine.Engine;
import org.unroll4j.core.engine.Engines;
import org.unroll4j.core.engine.Layer;
import org.unroll4j.core.engine.LayerGradients;
import org.unroll4j.core.engine.LayerInput;
import org.unroll4j.core.engine.LayerOutput;
import org.unroll4j.core.engine.LayerPass;
import org.unroll4j.core.engine.ValidSteps;

/** The same numbers as the reference engine, over random sizes, paddings and directions. */
class VectorEngineTest {

  /** T, N, F, H: ones, primes and sizes around those of vectors. */
  private static final int[][] SIZES = {
    {1, 1, 1, 1}, {2, 1, 3, 2}, {7, 5, 3, 11}, {13, 17, 5, 16}, {5, 31, 14, 33}, {64, 3, 2, 67}
  };

  static Stream<Cell<?, ?, ?>> cells() {
    return Stream.of(
        new RnnCell(RnnCell.Activation.TANH),
        new RnnCell(RnnCell.Activation.RELU),
        new LstmCell(),
        new GruCell());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  <P extends CellParameters<P>, S extends CellState<S>> void agreesWithTheReference(
      Cell<P, S, ?> cell) {
    SplittableRandom random = new SplittableRandom(17);
    for (int[] size : SIZES) {
      for (Direction direction : Direction.values()) {
        for (boolean holes : new boolean[] {false, true}) {
          compare(cell, size, direction, holes, random);
        }
      }
    }
  }

  private static <P extends CellParameters<P>, S extends CellState<S>> void compare(
      Cell<P, S, ?> cell, int[] size, Direction direction, boolean holes, SplittableRandom random) {
    int steps = size[0];
    int batch = size[1];
    long units = size[3];
    double scale = 1 / Math.sqrt(units);
    ValidSteps valid = holes ? holes(steps, batch, random) : ValidSteps.all(steps, batch);
    P p =
        cell.zeroParameters(size[2], units, DataType.FLOAT)
            .map(a -> array(random, scale, a.shape()));
    Layer<P, S> layer = new Layer<>(cell, p, direction);
    S initial = layer.zeroState(batch).map(a -> array(random, 1, a.shape()));
    LayerInput<S> input = new LayerInput<>(array(random, 1, steps, batch, size[2]), valid, initial);
    INDArray gradOutputs = array(random, 1, steps, batch, units);
    S gradFinal = layer.zeroState(batch).map(a -> array(random, 1, a.shape()));

    LayerPass<P, S> ours = new VectorEngine().forward(layer, input);
    LayerPass<P, S> theirs = Engines.reference().forward(layer, input);
    LayerGradients<P, S> ourGradients = ours.backward(gradOutputs, gradFinal);
    LayerGradients<P, S> theirGradients = theirs.backward(gradOutputs, gradFinal);

    LayerOutput<S> forgetting = new VectorEngine().infer(layer, input);
    assertThat(forgetting.outputs().sub(ours.output().outputs()).amaxNumber().doubleValue())
        .isZero();
    assertClose(forgetting.finalState(), ours.output().finalState());
    assertClose(ours.output().outputs(), theirs.output().outputs());
    assertClose(ours.output().finalState(), theirs.output().finalState());
    assertClose(ourGradients.x(), theirGradients.x());
    assertClose(ourGradients.initialState(), theirGradients.initialState());
    assertClose(ourGradients.parameters(), theirGradients.parameters());
  }

  @Test
  void nanInPaddingIsNotLookedAtAndNanInDataIsNotHidden() {
    SplittableRandom random = new SplittableRandom(3);
    LstmCell cell = new LstmCell();
    var layer =
        new Layer<>(
            cell,
            cell.zeroParameters(2, 3, DataType.FLOAT).map(a -> array(random, 1, a.shape())),
            Direction.FORWARD);
    INDArray x = array(random, 1, 4, 1, 2);
    x.slice(3).assign(Float.NaN);
    Engine engine = new VectorEngine();
    var padded =
        engine.infer(layer, new LayerInput<>(x, ValidSteps.ofLengths(4, 3), layer.zeroState(1)));
    var seen =
        engine.infer(layer, new LayerInput<>(x, ValidSteps.ofLengths(4, 4), layer.zeroState(1)));
    assertThat(padded.finalState().hidden().sumNumber().doubleValue()).isFinite();
    assertThat(padded.outputs().slice(3).amaxNumber().doubleValue()).isZero();
    assertThat(seen.finalState().hidden().sumNumber().doubleValue()).isNaN();
  }

  @Test
  void itIsChosenForFloatAndRefusesDoubleAndUnknownCellsByName() {
    assertThat(Engines.choose("auto", new LstmCell(), DataType.FLOAT).name()).isEqualTo("vector");
    assertThat(Engines.choose("auto", new LstmCell(), DataType.DOUBLE).name())
        .isEqualTo("reference");
    GruCell before = new GruCell(GruCell.Reset.BEFORE_PRODUCT);
    assertThat(Engines.choose("auto", before, DataType.FLOAT).name()).isEqualTo("reference");
    assertThatThrownBy(() -> Engines.choose("vector", before, DataType.FLOAT))
        .hasMessageContaining("Engine 'vector' cannot run gru-reset-before in FLOAT");
    assertThatThrownBy(() -> Engines.choose("vector", new LstmCell(), DataType.DOUBLE))
        .hasMessageContaining("FLOAT only");
  }

  private static ValidSteps holes(int steps, int batch, SplittableRandom random) {
    double[][] mask = new double[steps][batch];
    for (double[] row : mask) {
      for (int n = 0; n < batch; n++) {
        row[n] = random.nextInt(3) == 0 ? 0 : 1;
      }
    }
    return ValidSteps.ofMask(Nd4j.createFromArray(mask));
  }

  private static INDArray array(SplittableRandom random, double scale, long... shape) {
    long length = 1;
    for (long s : shape) {
      length *= s;
    }
    return Nd4j.createFromArray(random.doubles(length, -scale, scale).toArray())
        .castTo(DataType.FLOAT)
        .reshape('c', shape);
  }

  private static <A extends ArrayTuple<A>> void assertClose(A actual, A expected) {
    actual.named().forEach((name, array) -> assertClose(array, expected.named().get(name)));
  }

  private static void assertClose(INDArray actual, INDArray expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    double limit = 1e-5 * (1 + expected.amaxNumber().doubleValue());
    assertThat(actual.sub(expected).amaxNumber().doubleValue()).isLessThan(limit);
  }
}
