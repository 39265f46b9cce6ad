package org.unroll4j.interop.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.LstmParameters;
import org.unroll4j.core.cell.LstmState;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.engine.Engines;
import org.unroll4j.core.engine.ValidSteps;
import org.unroll4j.core.network.Directions;
import org.unroll4j.core.network.RecurrentStack;
import org.unroll4j.core.network.StackInput;
import org.unroll4j.core.network.StackShape;
import org.unroll4j.interop.StackWeights;
import org.unroll4j.interop.Stacks;
import org.unroll4j.interop.safetensors.Safetensors;

/** PyTorch's arrays, judged by the formulas of PyTorch's documentation. */
class PytorchStackTest {

  private static final int FEATURES = 3;
  private static final int HIDDEN = 5;
  private static final int STEPS = 7;

  private final Stacks stacks = new Stacks(23);

  @TempDir private Path folder;

  /** What a PyTorch module is made of; {@code projection} is 0 without one. */
  record Module(int gates, int layers, boolean both, int projection) {}

  static Stream<Module> structures() {
    return Stream.concat(Stream.of(1, 3, 4).flatMap(gates -> modules(gates, 0)), modules(4, 2));
  }

  private static Stream<Module> modules(int gates, int projection) {
    return Stream.of(
        new Module(gates, 1, false, projection),
        new Module(gates, 3, false, projection),
        new Module(gates, 1, true, projection),
        new Module(gates, 2, true, projection));
  }

  private Map<String, INDArray> pytorch(int gates, int layers, boolean both, DataType type) {
    return pytorch(new Module(gates, layers, both, 0), type);
  }

  /** Arrays as a PyTorch module of that structure has them. */
  private Map<String, INDArray> pytorch(Module module, DataType type) {
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    long rows = (long) module.gates * HIDDEN;
    int outputs = module.projection == 0 ? HIDDEN : module.projection;
    arrays.put("embedding.weight", stacks.array(type, 11, FEATURES));
    for (int layer = 0; layer < module.layers; layer++) {
      int features = layer == 0 ? FEATURES : outputs * (module.both ? 2 : 1);
      for (String end : module.both ? List.of("", "_reverse") : List.of("")) {
        String suffix = "_l" + layer + end;
        arrays.put("net.rnn.weight_ih" + suffix, stacks.array(type, rows, features));
        arrays.put("net.rnn.weight_hh" + suffix, stacks.array(type, rows, outputs));
        arrays.put("net.rnn.bias_ih" + suffix, stacks.array(type, rows));
        arrays.put("net.rnn.bias_hh" + suffix, stacks.array(type, rows));
        if (module.projection > 0) {
          arrays.put("net.rnn.weight_hr" + suffix, stacks.array(type, outputs, HIDDEN));
        }
      }
    }
    arrays.put("head.weight", stacks.array(type, 1, HIDDEN));
    return arrays;
  }

  @ParameterizedTest
  @MethodSource("structures")
  void readWeightsComputeWhatPyTorchsDocumentationSays(Module module) throws IOException {
    Map<String, INDArray> arrays = pytorch(module, DataType.DOUBLE);
    Path file = folder.resolve("model.safetensors");
    Safetensors.write(file, arrays, Map.of("format", "pt"));
    Map<String, INDArray> read = Safetensors.read(file);
    assertThat(PytorchStack.prefixes(read.keySet())).containsExactly("net.rnn.");
    double[][] x = stacks.array(DataType.DOUBLE, STEPS, FEATURES).toDoubleMatrix();
    double[][] expected =
        new PytorchFormulas(arrays, "net.rnn.", module.layers, module.both).outputs(x);
    StackWeights<?, ?> weights = PytorchStack.read(read, "net.rnn.");
    double[][] actual = outputs(weights, x);
    double[][] withOneBias = outputs(weights.withOneBias(), x);
    for (int t = 0; t < STEPS; t++) {
      assertThat(actual[t]).containsExactly(expected[t], offset(1e-13));
      assertThat(withOneBias[t]).containsExactly(expected[t], offset(1e-13));
    }
  }

  @ParameterizedTest
  @MethodSource("structures")
  void whatWasReadIsWrittenAsItWas(Module module) {
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      Map<String, INDArray> arrays = pytorch(module, type);
      arrays.keySet().removeIf(name -> !name.startsWith("net.rnn."));
      StackWeights<?, ?> weights = PytorchStack.read(arrays, "net.rnn.");
      assertThat(weights.hasTwoBiases()).isTrue();
      Map<String, INDArray> written = PytorchStack.write(weights, "net.rnn.");
      assertThat(written.keySet()).containsExactlyElementsOf(arrays.keySet());
      arrays.forEach(
          (name, array) ->
              assertThat(written.get(name).dup('c').data().asDouble())
                  .as(name)
                  .isEqualTo(array.dup('c').data().asDouble()));
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
  void writtenNamesAndShapesAreThoseOfPyTorch() {
    StackShape<LstmParameters, LstmState> shape =
        new StackShape<>(new LstmCell(), 3, 5, 2, Directions.BOTH_CONCATENATED);
    Map<String, INDArray> arrays =
        PytorchStack.write(stacks.weights(shape, DataType.FLOAT), "lstm.");
    assertThat(arrays.keySet())
        .startsWith("lstm.weight_ih_l0", "lstm.weight_hh_l0", "lstm.bias_ih_l0", "lstm.bias_hh_l0")
        .contains("lstm.weight_ih_l0_reverse", "lstm.bias_hh_l1_reverse")
        .hasSize(16);
    assertThat(arrays.get("lstm.weight_ih_l1").shape()).containsExactly(20, 10);
    assertThat(arrays.get("lstm.weight_hh_l1_reverse").shape()).containsExactly(20, 5);
    assertThat(arrays.get("lstm.bias_hh_l0").norm1Number().doubleValue()).isZero();
    assertThat(arrays.get("lstm.bias_ih_l0").norm1Number().doubleValue()).isPositive();
  }

  @Test
  void aModuleWithoutBiasesHasZeros() {
    Map<String, INDArray> arrays = pytorch(3, 2, true, DataType.FLOAT);
    arrays.keySet().removeIf(name -> name.contains("bias"));
    StackWeights<?, ?> weights = PytorchStack.read(arrays, "net.rnn.");
    assertThat(weights.shape().cell()).isEqualTo(new GruCell());
    assertThat(weights.parameters().get(3).bias().norm1Number().doubleValue()).isZero();
  }

  @Test
  void theActivationOfASimpleCellIsToldByTheUser() {
    Map<String, INDArray> arrays = pytorch(1, 1, false, DataType.FLOAT);
    assertThat(PytorchStack.read(arrays, "net.rnn.", RnnCell.Activation.RELU).shape().cell().name())
        .isEqualTo("rnn-relu-two-biases");
    assertThat(PytorchStack.read(arrays, "net.rnn.").shape().cell().name())
        .isEqualTo("rnn-tanh-two-biases");
  }

  @Test
  void severalModulesInOneFileAreToldApart() {
    Map<String, INDArray> arrays = new LinkedHashMap<>(pytorch(4, 1, false, DataType.FLOAT));
    pytorch(3, 1, false, DataType.FLOAT)
        .forEach((name, array) -> arrays.put(name.replace("net.rnn.", ""), array));
    assertThat(PytorchStack.prefixes(arrays.keySet())).containsExactly("net.rnn.", "");
    assertThat(PytorchStack.read(arrays, "").shape().cell().name()).startsWith("gru");
    assertThat(PytorchStack.read(arrays, "net.rnn.").shape().cell().name()).startsWith("lstm");
  }

  @Test
  void whatIsMissingOrWrongIsNamed() {
    Map<String, INDArray> lstm = pytorch(4, 2, false, DataType.FLOAT);
    requireRefused(without(lstm, "net.rnn.weight_hh_l1"), "there is no 'net.rnn.weight_hh_l1'");
    requireRefused(without(lstm, "net.rnn.bias_hh_l0"), "there is no 'net.rnn.bias_hh_l0'");
    requireRefused(Map.of(), "there is no 'net.rnn.weight_hh_l0'");
    requireRefused(
        with(lstm, "net.rnn.weight_hr_l0", 2, 5),
        "'net.rnn.weight_hr_l0' must have shape [5, 5], but has [2, 5].");
    requireRefused(
        with(pytorch(3, 1, false, DataType.FLOAT), "net.rnn.weight_hr_l0", 2, 5),
        "'net.rnn.weight_hh_l0' must have shape [4H, P] with weight_hr of [P, H], but has [15, 5].");
    Map<String, INDArray> projected = pytorch(new Module(4, 2, true, 2), DataType.FLOAT);
    requireRefused(
        without(projected, "net.rnn.weight_hr_l1_reverse"),
        "there is no 'net.rnn.weight_hr_l1_reverse'");
    requireRefused(
        with(projected, "net.rnn.weight_hr_l1", 2, 6),
        "'net.rnn.weight_hr_l1' must have shape [2, 5], but has [2, 6].");
    requireRefused(
        with(projected, "net.rnn.weight_hr_l0", 0, 5), "must have shape [rows, columns]");
    requireRefused(
        with(lstm, "net.rnn.weight_hh_l0", 10, 5),
        "'net.rnn.weight_hh_l0' must have shape [H, H], [3H, H] or [4H, H], but has [10, 5].");
    requireRefused(
        with(lstm, "net.rnn.weight_ih_l1", 20, 6),
        "'net.rnn.weight_ih_l1' must have shape [20, 5], but has [20, 6].");
    requireRefused(
        with(lstm, "net.rnn.weight_ih_l1_reverse", 20, 5), "there is no 'net.rnn.weight_ih_l0_rev");
    Map<String, INDArray> mixed = new LinkedHashMap<>(lstm);
    mixed.computeIfPresent("net.rnn.bias_ih_l1", (name, array) -> array.castTo(DataType.DOUBLE));
    requireRefused(mixed, "'net.rnn.bias_ih_l1' must be of type FLOAT as 'net.rnn.weight_ih_l0'");
  }

  private static void requireRefused(Map<String, INDArray> arrays, String reason) {
    assertThatThrownBy(() -> PytorchStack.read(arrays, "net.rnn."))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  private static Map<String, INDArray> without(Map<String, INDArray> arrays, String name) {
    Map<String, INDArray> rest = new LinkedHashMap<>(arrays);
    assertThat(rest.remove(name)).isNotNull();
    return rest;
  }

  private Map<String, INDArray> with(Map<String, INDArray> arrays, String name, long... shape) {
    Map<String, INDArray> changed = new LinkedHashMap<>(arrays);
    changed.put(name, stacks.array(DataType.FLOAT, shape));
    return changed;
  }

  @Test
  void whatPyTorchDoesNotHaveIsRefused() {
    GruCell paper = new GruCell(GruCell.Reset.BEFORE_PRODUCT);
    assertThatThrownBy(
            () ->
                PytorchStack.write(
                    stacks.weights(new StackShape<>(paper, 2, 3), DataType.FLOAT), ""))
        .hasMessage(
            "PyTorch has no module for the cell gru-reset-before; it has RNN, LSTM (also with a projection) and GRU (reset after the product).");
    for (Directions directions : List.of(Directions.BACKWARD, Directions.BOTH_SUMMED)) {
      assertThatThrownBy(
              () ->
                  PytorchStack.write(
                      stacks.weights(
                          new StackShape<>(new LstmCell(), 2, 3, 1, directions), DataType.FLOAT),
                      ""))
          .hasMessageEndingWith("but this stack is %s.".formatted(directions));
    }
  }
}
