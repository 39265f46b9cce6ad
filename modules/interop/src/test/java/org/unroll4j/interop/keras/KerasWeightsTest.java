package org.unroll4j.interop.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.engine.Engines;
import org.unroll4j.core.engine.ValidSteps;
import org.unroll4j.core.network.RecurrentStack;
import org.unroll4j.core.network.StackInput;
import org.unroll4j.interop.Fuzz;
import org.unroll4j.interop.StackWeights;
import org.unroll4j.interop.Stacks;
import org.unroll4j.interop.WeightFileException;

/**
 * Files with the layout of Keras's, written by the library that reads them: none of them was
 * written by Keras itself.
 */
class KerasWeightsTest {

  private static final int FEATURES = 3;
  private static final int HIDDEN = 4;
  private static final int STEPS = 6;

  private final Stacks stacks = new Stacks(91);

  @TempDir private Path folder;

  /** One cell's arrays: kernel, recurrent kernel, bias. */
  private KerasFormulas cell(int gates, int biasRows) {
    double[][] kernel =
        stacks.array(DataType.DOUBLE, FEATURES, (long) gates * HIDDEN).toDoubleMatrix();
    double[][] recurrent =
        stacks.array(DataType.DOUBLE, HIDDEN, (long) gates * HIDDEN).toDoubleMatrix();
    double[][] bias =
        stacks.array(DataType.DOUBLE, biasRows, (long) gates * HIDDEN).toDoubleMatrix();
    return new KerasFormulas(kernel, recurrent, bias);
  }

  private static Object bias(KerasFormulas cell) {
    return cell.bias().length == 1 ? cell.bias()[0] : cell.bias();
  }

  /** The arrays of a cell in the layout of Keras 3. */
  private static Map<String, Object> numbered(String place, KerasFormulas cell) {
    Map<String, Object> arrays = new LinkedHashMap<>();
    arrays.put(place + "/cell/vars/0", cell.kernel());
    arrays.put(place + "/cell/vars/1", cell.recurrent());
    arrays.put(place + "/cell/vars/2", bias(cell));
    return arrays;
  }

  /** The arrays of a cell in the layout of Keras 2. */
  private static Map<String, Object> named(String place, String end, KerasFormulas cell) {
    Map<String, Object> arrays = new LinkedHashMap<>();
    arrays.put(place + "/kernel" + end, cell.kernel());
    arrays.put(place + "/recurrent_kernel" + end, cell.recurrent());
    arrays.put(place + "/bias" + end, bias(cell));
    return arrays;
  }

  private Path write(String name, Map<String, Object> arrays) {
    Path file = folder.resolve(name);
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      Map<String, WritableGroup> groups = new LinkedHashMap<>();
      groups.put("", hdf);
      arrays.forEach(
          (path, array) -> {
            String[] words = path.split("/");
            String place = "";
            for (String word : Arrays.copyOf(words, words.length - 1)) {
              WritableGroup above = groups.get(place);
              place = place + "/" + word;
              groups.computeIfAbsent(place, p -> above.putGroup(word));
            }
            groups.get(place).putDataset(words[words.length - 1], array);
          });
    }
    return file;
  }

  @ParameterizedTest
  @CsvSource({"1, 1, rnn-tanh", "3, 2, gru-two-biases", "3, 1, gru-reset-before", "4, 1, lstm"})
  void computesWhatKerassDocumentationSays(int gates, int biasRows, String name)
      throws IOException {
    KerasFormulas cell = cell(gates, biasRows);
    double[][] x = stacks.array(DataType.DOUBLE, STEPS, FEATURES).toDoubleMatrix();
    double[][] expected = cell.outputs(x, false);
    for (Path file :
        List.of(
            write("a.weights.h5", numbered("layers/lstm_1", cell)),
            write("b.h5", named("model_weights/lstm_1/lstm_1/some_cell", ":0", cell)),
            write("c.h5", named("model_weights/lstm_1/sequential/lstm_1/some_cell", "", cell)),
            write("d.h5", named("lstm_1/lstm_1", ":0", cell)))) {
      List<KerasLayer> layers = KerasWeights.read(file);
      assertThat(layers).extracting(KerasLayer::name).containsExactly("lstm_1");
      assertThat(layers.get(0).weights().shape().cell().name()).isEqualTo(name);
      requireNear(outputs(layers.get(0).weights(), x), expected);
    }
  }

  @Test
  void bothDirectionsAreOneLayer() throws IOException {
    KerasFormulas forward = cell(3, 2);
    KerasFormulas backward = cell(3, 2);
    double[][] x = stacks.array(DataType.DOUBLE, STEPS, FEATURES).toDoubleMatrix();
    double[][] first = forward.outputs(x, false);
    double[][] second = backward.outputs(x, true);
    double[][] expected = new double[STEPS][];
    for (int t = 0; t < STEPS; t++) {
      expected[t] = Arrays.copyOf(first[t], 2 * HIDDEN);
      System.arraycopy(second[t], 0, expected[t], HIDDEN, HIDDEN);
    }
    Map<String, Object> three = new LinkedHashMap<>();
    three.putAll(numbered("layers/bidirectional/backward_layer", backward));
    three.putAll(numbered("layers/bidirectional/forward_layer", forward));
    Map<String, Object> two = new LinkedHashMap<>();
    String place = "model_weights/bidirectional/bidirectional/";
    two.putAll(named(place + "backward_gru/gru_cell_2", ":0", backward));
    two.putAll(named(place + "forward_gru/gru_cell_1", ":0", forward));
    for (Path file : List.of(write("e.weights.h5", three), write("f.h5", two))) {
      List<KerasLayer> layers = KerasWeights.read(file);
      assertThat(layers).extracting(KerasLayer::name).containsExactly("bidirectional");
      requireNear(outputs(layers.get(0).weights(), x), expected);
    }
  }

  private static void requireNear(double[][] actual, double[][] expected) {
    for (int t = 0; t < expected.length; t++) {
      assertThat(actual[t]).containsExactly(expected[t], offset(1e-13));
    }
  }

  private static <P extends CellParameters<P>, S extends CellState<S>> double[][] outputs(
      StackWeights<P, S> weights, double[][] x) {
    RecurrentStack<P, S> stack = new RecurrentStack<>(weights.shape(), Engines.reference());
    INDArray sequence = Nd4j.createFromArray(x).reshape('c', x.length, 1, x[0].length);
    StackInput<S> input =
        new StackInput<>(
            sequence, ValidSteps.all(x.length, 1), stack.zeroStates(1, DataType.DOUBLE));
    INDArray outputs = stack.infer(weights.parameters(), input).outputs();
    return outputs.reshape('c', x.length, outputs.size(2)).toDoubleMatrix();
  }

  @Test
  void anArchiveHoldsTheWeightsBesideTheConfiguration() throws IOException {
    Map<String, Object> arrays = new LinkedHashMap<>(numbered("layers/gru", cell(3, 2)));
    arrays.put("layers/dense/vars/0", new double[][] {{1, 2}});
    arrays.put("layers/dense/vars/1", new double[] {1, 2});
    arrays.put("optimizer/vars/0", new long[] {7});
    Path inner = write("model.weights.h5", arrays);
    Path archive = zip(KerasWeights.ENTRY, Files.readAllBytes(inner));
    assertThat(KerasWeights.read(archive)).extracting(KerasLayer::name).containsExactly("gru");
    assertThatThrownBy(() -> KerasWeights.read(zip("other", new byte[3])))
        .isInstanceOf(WeightFileException.class)
        .hasMessageContaining("it has no entry 'model.weights.h5'.");
  }

  private Path zip(String entry, byte[] content) throws IOException {
    Path archive = folder.resolve("model.keras");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content);
    }
    return archive;
  }

  @Test
  void floatsStayFloats() throws IOException {
    Map<String, Object> arrays = new LinkedHashMap<>();
    arrays.put("layers/lstm/cell/vars/0", new float[3][8]);
    arrays.put("layers/lstm/cell/vars/1", new float[2][8]);
    StackWeights<?, ?> weights = KerasWeights.read(write("g.h5", arrays)).get(0).weights();
    assertThat(weights.dataType()).isEqualTo(DataType.FLOAT);
    assertThat(weights.parameters().get(0).bias().norm1Number().doubleValue()).isZero();
  }

  @Test
  void whatIsNotACellIsRefusedByName() {
    Map<String, Object> arrays = new LinkedHashMap<>();
    arrays.put("layers/odd/cell/vars/0", new float[3][10]);
    arrays.put("layers/odd/cell/vars/1", new float[2][10]);
    refuse(write("h.h5", arrays), "'/layers/odd/cell/vars/0' has kernels of shapes [3, 10]");
    arrays.clear();
    arrays.put("layers/gru/cell/vars/0", new float[3][6]);
    arrays.put("layers/gru/cell/vars/1", new float[2][6]);
    refuse(write("i.h5", arrays), "is a GRU without biases, which does not say");
    arrays.put("layers/gru/cell/vars/2", new float[7]);
    refuse(write("j.h5", arrays), "must have a bias of shape [6], but has [7].");
    Map<String, Object> three = new LinkedHashMap<>();
    three.putAll(named("m/m/one", "", cell(4, 1)));
    three.putAll(named("m/m/two", "", cell(4, 1)));
    refuse(write("k.h5", three), "'m' has 2 cells, which are neither one nor two directions.");
  }

  private static void refuse(Path file, String reason) {
    assertThatThrownBy(() -> KerasWeights.read(file))
        .isInstanceOf(WeightFileException.class)
        .hasMessageStartingWith("Weight file " + file)
        .hasMessageContaining(reason);
  }

  @Test
  void tenThousandDamagedFiles() throws IOException {
    byte[] first = Files.readAllBytes(write("l.h5", numbered("layers/lstm", cell(4, 1))));
    byte[] second =
        Files.readAllBytes(write("m.h5", named("model_weights/gru/gru/c", ":0", cell(3, 2))));
    Path file = folder.resolve("fuzz.h5");
    new Fuzz(11, List.of(first, second), file).run(10_000, 4 << 20, 1000, KerasWeights::read);
  }
}
