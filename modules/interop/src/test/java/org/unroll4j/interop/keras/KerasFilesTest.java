package org.unroll4j.interop.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.engine.Engines;
import org.unroll4j.core.engine.ValidSteps;
import org.unroll4j.core.network.RecurrentStack;
import org.unroll4j.core.network.StackInput;
import org.unroll4j.interop.StackWeights;
import org.unroll4j.interop.files.WeightFormat;

/**
 * Files that Keras itself wrote (see the README beside them): our outputs are what it predicted.
 */
class KerasFilesTest {

  private static final String[] ENDS = {".keras", ".weights.h5", ".h5"};

  static Stream<Arguments> files() {
    return Stream.of(
            List.of("lstm", "lstm", "lstm"),
            List.of("gru", "gru-two-biases", "gru-reset-before"),
            List.of("both", "lstm", "rnn-tanh"))
        .flatMap(
            network ->
                Arrays.stream(ENDS)
                    .map(end -> Arguments.of(network.get(0), end, network.subList(1, 3))));
  }

  @ParameterizedTest
  @MethodSource("files")
  void giveWhatKerasPredicted(String network, String end, List<String> cells)
      throws IOException, URISyntaxException {
    Path file = resource(network + end);
    assertThat(WeightFormat.of(file)).isEqualTo(WeightFormat.KERAS);
    List<KerasLayer> layers = KerasWeights.read(file);
    assertThat(layers).extracting(layer -> layer.weights().shape().cell().name()).isEqualTo(cells);
    INDArray value = Nd4j.createFromArray(numbers("inputs.csv"));
    value = value.castTo(DataType.FLOAT).reshape('c', value.size(0), 1, value.size(1));
    for (KerasLayer layer : layers) {
      value = outputs(layer.weights(), value);
    }
    double[][] expected = numbers(network + ".outputs.csv");
    double[][] actual = value.reshape('c', expected.length, expected[0].length).toDoubleMatrix();
    for (int t = 0; t < expected.length; t++) {
      assertThat(actual[t]).containsExactly(expected[t], offset(1e-6));
    }
  }

  private static <P extends CellParameters<P>, S extends CellState<S>> INDArray outputs(
      StackWeights<P, S> weights, INDArray x) {
    RecurrentStack<P, S> stack = new RecurrentStack<>(weights.shape(), Engines.reference());
    return stack
        .infer(
            weights.parameters(),
            new StackInput<>(
                x, ValidSteps.all((int) x.size(0), 1), stack.zeroStates(1, DataType.FLOAT)))
        .outputs();
  }

  private static Path resource(String name) throws URISyntaxException {
    URL url = KerasFilesTest.class.getResource("/keras/" + name);
    return Path.of(Objects.requireNonNull(url, name).toURI());
  }

  private static double[][] numbers(String name) throws IOException, URISyntaxException {
    try (Stream<String> lines = Files.lines(resource(name))) {
      return lines
          .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
          .toArray(double[][]::new);
    }
  }
}
