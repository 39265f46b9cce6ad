package org.unroll4j.interop.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
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
import org.unroll4j.core.engine.Engines;
import org.unroll4j.core.engine.ValidSteps;
import org.unroll4j.core.network.Directions;
import org.unroll4j.core.network.RecurrentStack;
import org.unroll4j.core.network.StackInput;
import org.unroll4j.core.network.StackOutput;
import org.unroll4j.core.network.StackShape;
import org.unroll4j.interop.StackWeights;
import org.unroll4j.interop.Stacks;

/** Exported stacks in ONNX Runtime against the reference engine. */
@EnabledIf(
    value = "org.unroll4j.interop.onnx.Ort#isHere",
    disabledReason = "ONNX Runtime has no native code for this platform")
public class StackExportTest {

  private static final int FEATURES = 3;
  private static final int HIDDEN = 5;
  private static final int STEPS = 7;
  private static final int[] LENGTHS = {7, 1, 4, 6};

  private final Stacks stacks = new Stacks(31);

  @TempDir private Path folder;

  /** Cells, layers and directions of which graphs are made. */
  public static Stream<Arguments> structures() {
    List<Arguments> structures = new ArrayList<>();
    for (Cell<?, ?, ?> cell : cells()) {
      for (Directions directions : Directions.values()) {
        structures.add(Arguments.of(cell, 1, directions));
      }
      structures.add(Arguments.of(cell, 3, Directions.FORWARD));
      structures.add(Arguments.of(cell, 2, Directions.BOTH_CONCATENATED));
    }
    return structures.stream();
  }

  static List<Cell<?, ?, ?>> cells() {
    return List.of(
        new RnnCell(),
        new RnnCell(RnnCell.Activation.RELU),
        new LstmCell(),
        new GruCell(Reset.AFTER_PRODUCT),
        new GruCell(Reset.BEFORE_PRODUCT),
        new PeepholeLstmCell(),
        new TwoBiasCell<>(new RnnCell()),
        new TwoBiasCell<>(new LstmCell()),
        new TwoBiasCell<>(new PeepholeLstmCell()),
        new TwoBiasCell<>(new GruCell(Reset.AFTER_PRODUCT)),
        new TwoBiasCell<>(new GruCell(Reset.BEFORE_PRODUCT)));
  }

  @ParameterizedTest
  @MethodSource("structures")
  void givesTheSameOutputsAndStatesInOnnxRuntime(
      Cell<?, ?, ?> cell, int layers, Directions directions) throws IOException, OrtException {
    check(new StackShape<>(cell, FEATURES, HIDDEN, layers, directions));
  }

  private <P extends CellParameters<P>, S extends CellState<S>> void check(StackShape<P, S> shape)
      throws IOException, OrtException {
    StackWeights<P, S> weights = stacks.weights(shape, DataType.FLOAT);
    Path file = folder.resolve("stack.onnx");
    OnnxExport.write(weights, file);
    INDArray x = stacks.array(DataType.FLOAT, STEPS, LENGTHS.length, FEATURES);
    List<S> initial = stacks.states(shape, LENGTHS.length, DataType.FLOAT);
    StackOutput<S> expected =
        new RecurrentStack<>(shape, Engines.reference())
            .infer(
                weights.parameters(),
                new StackInput<>(x, ValidSteps.ofLengths(STEPS, LENGTHS), initial));
    Map<String, INDArray> inputs = new LinkedHashMap<>();
    inputs.put("x", x);
    inputs.put("lengths", Nd4j.createFromArray(LENGTHS));
    inputs.putAll(states(shape, initial, "initial"));
    try (Ort graph = new Ort(file)) {
      Map<String, INDArray> outputs = graph.run(inputs);
      requireNear("outputs", outputs.remove("outputs"), expected.outputs());
      Map<String, INDArray> finals = states(shape, expected.finalStates(), "final");
      assertThat(outputs.keySet()).isEqualTo(finals.keySet());
      finals.forEach((name, state) -> requireNear(name, outputs.get(name), state));
    }
  }

  /** The states of each layer, both directions stacked, by their names in the graph. */
  private static <S extends CellState<S>> Map<String, INDArray> states(
      StackShape<?, S> shape, List<S> states, String when) {
    int directions = shape.directions().count();
    Map<String, INDArray> named = new LinkedHashMap<>();
    for (int layer = 0; layer < shape.layers(); layer++) {
      List<S> both = states.subList(layer * directions, (layer + 1) * directions);
      for (String part : both.get(0).named().keySet()) {
        INDArray[] arrays = both.stream().map(s -> s.named().get(part)).toArray(INDArray[]::new);
        named.put("layer%d.%s_%s".formatted(layer, when, part), Nd4j.stack(0, arrays));
      }
    }
    return named;
  }

  static void requireNear(String what, INDArray actual, INDArray expected) {
    assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
    assertThat(actual.sub(expected).amaxNumber().doubleValue()).as(what).isLessThan(1e-5);
  }

  @Test
  void anEmptySequenceKeepsItsState() throws IOException, OrtException {
    StackShape<?, ?> shape = new StackShape<>(new GruCell(), 2, 3);
    Path file = folder.resolve("empty.onnx");
    OnnxExport.write(stacks.weights(shape, DataType.FLOAT), file);
    INDArray state = stacks.array(DataType.FLOAT, 1, 2, 3);
    try (Ort graph = new Ort(file)) {
      Map<String, INDArray> outputs =
          graph.run(
              Map.of(
                  "x", stacks.array(DataType.FLOAT, 4, 2, 2),
                  "lengths", Nd4j.createFromArray(0, 4),
                  "layer0.initial_hidden", state));
      INDArray first = outputs.get("outputs").get(NDArrayIndex.all(), NDArrayIndex.point(0));
      assertThat(first.amaxNumber().doubleValue()).isZero();
    }
  }

  @Test
  void inputsSayTheirSizes() throws IOException, OrtException {
    StackShape<?, ?> shape =
        new StackShape<>(new LstmCell(), 4, 6, 1, Directions.BOTH_CONCATENATED);
    Path file = folder.resolve("sizes.onnx");
    OnnxExport.write(stacks.weights(shape, DataType.FLOAT), file);
    try (Ort graph = new Ort(file)) {
      assertThat(graph.inputs().keySet())
          .containsExactly("x", "lengths", "layer0.initial_hidden", "layer0.initial_cell");
      assertThat(graph.inputs().get("x")).contains("[-1, -1, 4]").contains("steps", "batch");
      assertThat(graph.inputs().get("lengths")).contains("INT32");
      assertThat(graph.inputs().get("layer0.initial_cell")).contains("[2, -1, 6]");
    }
  }

  @Test
  void aProjectionIsRefusedByName() {
    StackShape<?, ?> shape = new StackShape<>(new ProjectedLstmCell(2), 3, 5);
    assertThatThrownBy(
            () ->
                OnnxExport.write(
                    stacks.weights(shape, DataType.FLOAT), folder.resolve("projected.onnx")))
        .hasMessage(
            "ONNX has no operator for the cell lstm-projection; it has LSTM (also with peepholes, not with a projection), GRU and RNN.");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void weightsOfOtherTypesAreRefused() {
    StackShape<?, ?> shape = new StackShape<>(new LstmCell(), 2, 3);
    assertThatThrownBy(
            () ->
                OnnxExport.write(
                    stacks.weights(shape, DataType.BFLOAT16), folder.resolve("half.onnx")))
        .hasMessage("ONNX: weights must be of type FLOAT or DOUBLE, but are BFLOAT16.");
  }
}
