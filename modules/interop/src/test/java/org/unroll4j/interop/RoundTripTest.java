package org.unroll4j.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.GruCell.Reset;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.PeepholeLstmCell;
import org.unroll4j.core.cell.ProjectedLstmCell;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.cell.TwoBiasCell;
import org.unroll4j.core.network.Directions;
import org.unroll4j.core.network.StackShape;
import org.unroll4j.interop.onnx.OnnxExport;
import org.unroll4j.interop.onnx.OnnxModel;
import org.unroll4j.interop.pytorch.PytorchStack;
import org.unroll4j.interop.safetensors.Safetensors;

/** What goes into a file comes out of it, bit by bit. */
class RoundTripTest {

  /** Matrices have some of these among random numbers. */
  private static final double[] ODD = {
    -0.0, Float.MIN_VALUE, -Float.MIN_NORMAL, Float.MAX_VALUE, Double.NEGATIVE_INFINITY
  };

  /** A structure, with the type and the seed of its weights. */
  record Sample(StackShape<?, ?> shape, DataType type, long seed) {

    StackWeights<?, ?> weights() {
      return odd(new Stacks(seed).weights(shape, type));
    }
  }

  private static <P extends CellParameters<P>, S extends CellState<S>> StackWeights<P, S> odd(
      StackWeights<P, S> weights) {
    List<P> parameters = new ArrayList<>();
    for (P p : weights.parameters()) {
      parameters.add(p.map(array -> array.rank() == 2 ? odd(array) : array));
    }
    return new StackWeights<>(weights.shape(), parameters);
  }

  private static INDArray odd(INDArray matrix) {
    INDArray changed = matrix.dup();
    for (int i = 0; i < ODD.length && 7L * i < matrix.length(); i++) {
      changed.putScalar(7L * i, ODD[i]);
    }
    return changed;
  }

  @Provide
  Arbitrary<Sample> pytorch() {
    List<Cell<?, ?, ?>> single =
        List.of(
            new RnnCell(),
            new LstmCell(),
            new GruCell(),
            new ProjectedLstmCell(1),
            new ProjectedLstmCell(3));
    return samples(single, List.of(Directions.FORWARD, Directions.BOTH_CONCATENATED));
  }

  @Provide
  Arbitrary<Sample> onnx() {
    List<Cell<?, ?, ?>> single =
        List.of(
            new RnnCell(),
            new RnnCell(RnnCell.Activation.RELU),
            new LstmCell(),
            new PeepholeLstmCell(),
            new GruCell(),
            new GruCell(Reset.BEFORE_PRODUCT));
    return samples(single, List.of(Directions.values()));
  }

  private static Arbitrary<Sample> samples(List<Cell<?, ?, ?>> cells, List<Directions> directions) {
    List<Cell<?, ?, ?>> all =
        Stream.concat(cells.stream(), cells.stream().map(RoundTripTest::twoBiases)).toList();
    return Combinators.combine(
            Arbitraries.of(all),
            Arbitraries.integers().between(1, 6),
            Arbitraries.integers().between(1, 7),
            Arbitraries.integers().between(1, 3),
            Arbitraries.of(directions),
            Arbitraries.of(DataType.FLOAT, DataType.DOUBLE),
            Arbitraries.longs())
        .as(
            (cell, inputs, hidden, layers, ways, type, seed) ->
                new Sample(new StackShape<>(cell, inputs, hidden, layers, ways), type, seed));
  }

  private static <P extends CellParameters<P>, S extends CellState<S>> Cell<?, ?, ?> twoBiases(
      Cell<P, S, ?> cell) {
    return new TwoBiasCell<>(cell);
  }

  @Property(tries = 60)
  void safetensors(@ForAll("pytorch") Sample sample) throws IOException {
    StackWeights<?, ?> weights = sample.weights();
    Path file = Files.createTempFile("unroll", ".safetensors");
    try {
      Safetensors.write(file, PytorchStack.write(weights, "a.b."), Map.of());
      requireEqual(PytorchStack.read(Safetensors.read(file), "a.b."), weights);
    } finally {
      Files.delete(file);
    }
  }

  @Property(tries = 60)
  void onnx(@ForAll("onnx") Sample sample) throws IOException {
    StackWeights<?, ?> weights = sample.weights();
    Path file = Files.createTempFile("unroll", ".onnx");
    try {
      OnnxExport.write(weights, file);
      requireEqual(OnnxModel.read(file).stack(), weights);
    } finally {
      Files.delete(file);
    }
  }

  private static void requireEqual(StackWeights<?, ?> actual, StackWeights<?, ?> expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.dataType()).isEqualTo(expected.dataType());
    for (int unit = 0; unit < expected.parameters().size(); unit++) {
      Map<String, INDArray> arrays = actual.parameters().get(unit).named();
      Map<String, INDArray> own = expected.parameters().get(unit).named();
      assertThat(arrays.keySet()).isEqualTo(own.keySet());
      own.forEach(
          (name, array) ->
              assertThat(bits(arrays.get(name))).as(name).containsExactly(bits(array)));
    }
  }

  private static long[] bits(INDArray array) {
    double[] values = array.dup('c').data().asDouble();
    long[] bits = new long[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Double.doubleToRawLongBits(values[i]);
    }
    return bits;
  }
}
