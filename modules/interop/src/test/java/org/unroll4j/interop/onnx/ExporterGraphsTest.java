package org.unroll4j.interop.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.unroll4j.interop.onnx.GraphWriter.attribute;
import static org.unroll4j.interop.onnx.GraphWriter.integers;
import static org.unroll4j.interop.onnx.GraphWriter.words;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.cell.TwoBiasCell;
import org.unroll4j.core.engine.Engines;
import org.unroll4j.core.engine.ValidSteps;
import org.unroll4j.core.network.Directions;
import org.unroll4j.core.network.RecurrentStack;
import org.unroll4j.core.network.StackInput;
import org.unroll4j.core.network.StackShape;
import org.unroll4j.interop.StackWeights;
import org.unroll4j.interop.Stacks;
import org.unroll4j.interop.WeightFileException;

/**
 * Graphs of the forms in which PyTorch's exporter and tf2onnx write recurrent networks, made here:
 * what is read computes what ONNX Runtime computes with the graph itself.
 */
@EnabledIf(
    value = "org.unroll4j.interop.onnx.Ort#isHere",
    disabledReason = "ONNX Runtime has no native code for this platform")
class ExporterGraphsTest {

  private static final int BATCH = 4;
  private static final int STEPS = 6;
  private static final int FEATURES = 3;
  private static final int HIDDEN = 5;

  private final Stacks stacks = new Stacks(83);
  private final GraphWriter graph = new GraphWriter(DataType.FLOAT);

  @TempDir private Path folder;

  /** The inputs of a node: no lengths, and states as given; "" stands for an input left out. */
  private List<String> inputs(StackWeights<?, ?> weights, int layer, String x, String... states) {
    OnnxCell cell = OnnxCell.of(weights.shape().cell());
    int directions = weights.shape().directions().count();
    List<CellParameters<?>> units = new ArrayList<>();
    for (int d = 0; d < directions; d++) {
      units.add(weights.parameters().get(layer * directions + d));
    }
    List<String> inputs = new ArrayList<>();
    inputs.add(x);
    inputs.add(
        graph.constant(
            "W" + layer, stacked(units.stream().map(p -> cell.weights(p.inputWeights())))));
    inputs.add(
        graph.constant(
            "R" + layer, stacked(units.stream().map(p -> cell.weights(p.recurrentWeights())))));
    inputs.add(graph.constant("B" + layer, stacked(units.stream().map(cell::biases))));
    if (states.length > 0) {
      inputs.add("");
      inputs.addAll(List.of(states));
    }
    return inputs;
  }

  private static INDArray stacked(Stream<INDArray> arrays) {
    return Nd4j.stack(0, arrays.toArray(INDArray[]::new));
  }

  private <P extends CellParameters<P>, S extends CellState<S>> StackWeights<?, ?> weights(
      Cell<P, S, ?> cell, int layers, Directions directions) {
    StackShape<?, ?> shape = new StackShape<>(cell, FEATURES, HIDDEN, layers, directions);
    return stacks.weights(shape, DataType.FLOAT);
  }

  private String transposed(String value, String output, Long... order) {
    return graph.node("Transpose", List.of(value), output, integers("perm", List.of(order)));
  }

  /** A Constant node, as PyTorch writes shapes and axes. */
  private String constantNode(String name, long... values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setDataType(TensorProto.DataType.INT64.getNumber())
            .addDims(values.length);
    for (long value : values) {
      tensor.addInt64Data(value);
    }
    AttributeProto attribute =
        AttributeProto.newBuilder()
            .setName("value")
            .setType(AttributeType.TENSOR)
            .setT(tensor)
            .build();
    return graph.node("Constant", List.of(), name, attribute);
  }

  /** Zeros [D·L, N, H] for the batch of x, which has it at an axis. */
  private String zeros(String x, int units, long batchAxis) {
    graph.node("Shape", List.of(x), "shape");
    constantNode("axis", batchAxis);
    graph.node("Gather", List.of("shape", "axis"), "batch", attribute("axis", 0));
    constantNode("units", units);
    constantNode("width", HIDDEN);
    graph.node("Concat", List.of("units", "batch", "width"), "zeros.shape", attribute("axis", 0));
    return graph.node("ConstantOfShape", List.of("zeros.shape"), "zeros");
  }

  /** The states of one layer, cut out of those of all. */
  private String part(String states, int layer, int directions) {
    String name = states + "." + layer;
    constantNode(name + ".from", (long) layer * directions);
    constantNode(name + ".to", (long) (layer + 1) * directions);
    constantNode(name + ".axis", 0);
    return graph.node("Slice", List.of(states, name + ".from", name + ".to", name + ".axis"), name);
  }

  @Test
  void pytorchsTwoLayersInBothDirectionsBatchFirst() throws IOException, OrtException {
    StackWeights<?, ?> weights =
        weights(new TwoBiasCell<>(new LstmCell()), 2, Directions.BOTH_CONCATENATED);
    graph.input("input", GraphWriter.BATCH, GraphWriter.STEPS, FEATURES);
    String x = transposed("input", "time_major", 1L, 0L, 2L);
    String zeros = zeros("input", 4, 0);
    for (int layer = 0; layer < 2; layer++) {
      String state = part(zeros, layer, 2);
      graph.node(
          "LSTM",
          inputs(weights, layer, x, state, state),
          List.of("Y" + layer, "h" + layer, "c" + layer),
          attribute("direction", "bidirectional"),
          attribute("hidden_size", HIDDEN));
      transposed("Y" + layer, "turned" + layer, 0L, 2L, 1L, 3L);
      constantNode("joined.shape" + layer, 0, 0, -1);
      x =
          graph.node(
              "Reshape", List.of("turned" + layer, "joined.shape" + layer), "joined" + layer);
    }
    transposed(x, "output", 1L, 0L, 2L);
    graph.output("output", GraphWriter.BATCH, GraphWriter.STEPS, 2 * HIDDEN);
    requireSame(weights, graph.model(), true, Map.of());
  }

  @Test
  void pytorchsThreeLayersWithGivenStatesAndOldSqueezes() throws IOException, OrtException {
    StackWeights<?, ?> weights = weights(new TwoBiasCell<>(new GruCell()), 3, Directions.FORWARD);
    graph.input("input", GraphWriter.STEPS, GraphWriter.BATCH, FEATURES);
    graph.input("states", 3, GraphWriter.BATCH, HIDDEN);
    String x = "input";
    for (int layer = 0; layer < 3; layer++) {
      graph.node(
          "GRU",
          inputs(weights, layer, x, part("states", layer, 1)),
          List.of("Y" + layer, "h" + layer),
          attribute("hidden_size", HIDDEN),
          attribute("linear_before_reset", 1));
      String name = layer == 2 ? "output" : "squeezed" + layer;
      x = graph.node("Squeeze", List.of("Y" + layer), name, integers("axes", List.of(1L)));
    }
    graph.output("output", GraphWriter.STEPS, GraphWriter.BATCH, HIDDEN);
    ModelProto.Builder old = graph.model().toBuilder();
    old.getOpsetImportBuilder(0).setVersion(11);
    INDArray zeros = Nd4j.zeros(DataType.FLOAT, 3, BATCH, HIDDEN);
    requireSame(weights, old.build(), false, Map.of("states", zeros));
  }

  @Test
  void tf2onnxsBothDirectionsWithAbsentInputs() throws IOException, OrtException {
    StackWeights<?, ?> weights =
        weights(new RnnCell(RnnCell.Activation.RELU), 2, Directions.BOTH_CONCATENATED);
    graph.input("input", GraphWriter.BATCH, GraphWriter.STEPS, FEATURES);
    String x = "input";
    for (int layer = 0; layer < 2; layer++) {
      String timeMajor = transposed(x, "time_major" + layer, 1L, 0L, 2L);
      graph.node(
          "RNN",
          inputs(weights, layer, timeMajor, layer == 0 ? new String[0] : new String[] {""}),
          List.of("Y" + layer, ""),
          attribute("direction", "bidirectional"),
          attribute("hidden_size", HIDDEN),
          words("activations", List.of("Relu", "Relu")));
      List<String> both = List.of(direction(layer, 0), direction(layer, 1));
      x = graph.node("Concat", both, layer == 1 ? "output" : "joined", attribute("axis", -1));
    }
    graph.output("output", GraphWriter.BATCH, GraphWriter.STEPS, 2 * HIDDEN);
    requireSame(weights, graph.model(), true, Map.of());
  }

  /** One direction of a layer, batch first. */
  private String direction(int layer, int direction) {
    String name = "Y" + layer + "." + direction;
    constantNode(name + ".from", direction);
    constantNode(name + ".to", direction + 1);
    constantNode(name + ".axis", 1);
    graph.node("Slice", List.of("Y" + layer, name + ".from", name + ".to", name + ".axis"), name);
    graph.node("Squeeze", List.of(name, name + ".axis"), name + ".squeezed");
    return transposed(name + ".squeezed", name + ".batch_first", 1L, 0L, 2L);
  }

  @Test
  void directionsThatAreJoinedTheOtherWayRoundAreNoStack() throws IOException {
    StackWeights<?, ?> weights = weights(new RnnCell(), 2, Directions.BOTH_CONCATENATED);
    graph.input("input", GraphWriter.STEPS, GraphWriter.BATCH, FEATURES);
    for (int layer = 0; layer < 2; layer++) {
      graph.node(
          "RNN",
          inputs(weights, layer, layer == 0 ? "input" : "joined"),
          List.of("Y" + layer),
          attribute("direction", "bidirectional"),
          attribute("hidden_size", HIDDEN));
      if (layer == 0) {
        List<String> both = List.of(direction(0, 1), direction(0, 0));
        graph.node("Concat", both, "joined", attribute("axis", -1));
      }
    }
    requireNoStack(graph.model(), "'Y1' does not read the outputs of 'Y0' directly");
  }

  @Test
  void aSumOverTimeIsNoSumOfDirections() throws IOException {
    StackWeights<?, ?> weights = weights(new LstmCell(), 1, Directions.BOTH_CONCATENATED);
    graph.input("input", GraphWriter.STEPS, GraphWriter.BATCH, FEATURES);
    graph.node(
        "LSTM",
        inputs(weights, 0, "input"),
        List.of("Y"),
        attribute("direction", "bidirectional"),
        attribute("hidden_size", HIDDEN));
    graph.node("ReduceSum", List.of("Y", constantNode("axes", 0)), "sum");
    assertThat(read(graph.model()).stack().shape().directions())
        .isEqualTo(Directions.BOTH_CONCATENATED);
  }

  @Test
  void aLearntStateThatIsExpandedToTheBatchIsHandedOver() throws IOException {
    StackWeights<?, ?> weights = weights(new GruCell(), 1, Directions.FORWARD);
    INDArray learnt = stacks.array(DataType.FLOAT, 1, 1, HIDDEN);
    graph.input("input", GraphWriter.STEPS, GraphWriter.BATCH, FEATURES);
    graph.constant("learnt", learnt);
    graph.node("Shape", List.of(zeros("input", 1, 1)), "state.shape");
    graph.node("Expand", List.of("learnt", "state.shape"), "state");
    gru(weights, "state");
    OnnxLayer layer = read(graph.model()).recurrentLayers().get(0);
    assertThat(layer.initialStates().get("hidden")).isEqualTo(learnt);
    requireNoStack(graph.model(), "'Y' starts from a state that the graph holds");
  }

  @Test
  void aStateThatTheGraphComputesIsNamed() throws IOException {
    StackWeights<?, ?> weights = weights(new GruCell(), 1, Directions.FORWARD);
    graph.input("input", GraphWriter.STEPS, GraphWriter.BATCH, FEATURES);
    graph.input("context", 1, GraphWriter.BATCH, HIDDEN);
    graph.node("Tanh", List.of("context"), "state");
    gru(weights, "state");
    assertThat(read(graph.model()).recurrentLayers().get(0).computedStates())
        .containsExactly("hidden");
    requireNoStack(graph.model(), "'Y' starts from a state that the graph computes");
  }

  @Test
  void statesThatMakeOneAnotherDoNotHangTheReader() throws IOException {
    StackWeights<?, ?> weights = weights(new GruCell(), 1, Directions.FORWARD);
    graph.input("input", GraphWriter.STEPS, GraphWriter.BATCH, FEATURES);
    graph.node("Identity", List.of("b"), "a");
    graph.node("Concat", List.of("a", "a"), "b", attribute("axis", 0));
    for (int i = 0; i < 300; i++) {
      graph.node("Concat", List.of("c" + (i + 1), "c" + (i + 1)), "c" + i, attribute("axis", 0));
    }
    gru(weights, "a");
    gru(weights, "c0");
    assertThat(read(graph.model()).recurrentLayers())
        .allMatch(layer -> layer.computedStates().contains("hidden"));
  }

  private void gru(StackWeights<?, ?> weights, String state) {
    graph.node(
        "GRU",
        inputs(weights, 0, "input", state),
        List.of("Y"),
        attribute("hidden_size", HIDDEN),
        attribute("linear_before_reset", 1));
  }

  @Test
  void nodesOfOtherDomainsAreNotRead() throws IOException {
    StackWeights<?, ?> weights = weights(new GruCell(), 1, Directions.FORWARD);
    gru(weights, "");
    ModelProto.Builder model = graph.model().toBuilder();
    NodeProto.Builder node = model.getGraphBuilder().getNodeBuilder(0).setDomain("com.example");
    assertThat(node.getOpType()).isEqualTo("GRU");
    requireNoStack(model.build(), "has no LSTM, GRU or RNN node");
  }

  private OnnxModel read(ModelProto model) throws IOException {
    return OnnxModel.read(Files.write(folder.resolve("graph.onnx"), model.toByteArray()));
  }

  private void requireNoStack(ModelProto model, String reason) {
    assertThatThrownBy(() -> read(model).stack())
        .isInstanceOf(WeightFileException.class)
        .hasMessageContaining(reason);
  }

  /** What is read is the stack, and computes what the graph computes. */
  private void requireSame(
      StackWeights<?, ?> weights, ModelProto model, boolean batchFirst, Map<String, INDArray> more)
      throws IOException, OrtException {
    StackWeights<?, ?> read = read(model).stack();
    assertThat(read.shape()).isEqualTo(weights.shape());
    INDArray x = stacks.array(DataType.FLOAT, STEPS, BATCH, FEATURES);
    Map<String, INDArray> inputs = new LinkedHashMap<>(more);
    inputs.put("input", batchFirst ? x.permute(1, 0, 2) : x);
    try (Ort runtime = new Ort(folder.resolve("graph.onnx"))) {
      INDArray output = runtime.run(inputs).get("output");
      StackExportTest.requireNear(
          "output", batchFirst ? output.permute(1, 0, 2) : output, outputs(read, x));
    }
  }

  private static <P extends CellParameters<P>, S extends CellState<S>> INDArray outputs(
      StackWeights<P, S> weights, INDArray x) {
    RecurrentStack<P, S> stack = new RecurrentStack<>(weights.shape(), Engines.reference());
    return stack
        .infer(
            weights.parameters(),
            new StackInput<>(
                x, ValidSteps.all(STEPS, BATCH), stack.zeroStates(BATCH, DataType.FLOAT)))
        .outputs();
  }
}
