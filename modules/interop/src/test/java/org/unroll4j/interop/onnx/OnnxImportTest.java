package org.unroll4j.interop.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.protobuf.ByteString;
import org.nd4j.shade.protobuf.UnknownFieldSet;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.PeepholeLstmCell;
import org.unroll4j.core.cell.TwoBiasCell;
import org.unroll4j.core.network.Directions;
import org.unroll4j.core.network.StackShape;
import org.unroll4j.interop.Fuzz;
import org.unroll4j.interop.Networks;
import org.unroll4j.interop.StackWeights;
import org.unroll4j.interop.Stacks;
import org.unroll4j.interop.WeightFileException;

/** Recurrent nodes as they are read, and what is refused. */
class OnnxImportTest {

  private final Stacks stacks = new Stacks(53);

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("org.unroll4j.interop.onnx.StackExportTest#structures")
  void anExportedStackComesBackBitByBit(Cell<?, ?, ?> cell, int layers, Directions directions)
      throws IOException {
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      StackWeights<?, ?> weights =
          stacks.weights(new StackShape<>(cell, 3, 5, layers, directions), type);
      Path file = folder.resolve("stack.onnx");
      OnnxExport.write(weights, file);
      requireEqual(OnnxModel.read(file).stack(), weights);
    }
  }

  private static void requireEqual(StackWeights<?, ?> actual, StackWeights<?, ?> expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.dataType()).isEqualTo(expected.dataType());
    for (int unit = 0; unit < expected.parameters().size(); unit++) {
      Map<String, INDArray> arrays = actual.parameters().get(unit).named();
      expected
          .parameters()
          .get(unit)
          .named()
          .forEach(
              (name, array) ->
                  assertThat(arrays.get(name).dup('c').data().asDouble())
                      .as(name)
                      .isEqualTo(array.dup('c').data().asDouble()));
    }
  }

  @Test
  void theLayersOfANetworkAreFoundWithTheArraysBeside() throws IOException {
    Path file = folder.resolve("network.onnx");
    OnnxExport.write(Networks.perSequence("gru", stacks), Set.of(), file);
    OnnxModel model = OnnxModel.read(file);
    List<OnnxLayer> layers = model.recurrentLayers();
    assertThat(layers).extracting(OnnxLayer::name).containsExactly("recurrent1.Y", "recurrent2.Y");
    assertThat(layers.get(1).weights().shape().cell()).isEqualTo(new GruCell());
    assertThat(model.stack().shape())
        .isEqualTo(new StackShape<>(new GruCell(), 5, 5, 2, Directions.BOTH_CONCATENATED));
    assertThat(model.constants())
        .containsEntry("embedding1.weight", "FLOAT [7, 3]")
        .containsEntry("recurrent1.W", "FLOAT [2, 15, 5]");
    assertThat(model.array("probability.bias").shape()).containsExactly(3);
  }

  @Test
  void twoLayersThatDoNotStandOnEachOtherAreNoStack() throws IOException {
    ModelProto model = lstm();
    NodeProto second = model.getGraph().getNode(0).toBuilder().setName("second").build();
    Path file =
        write(
            model.toBuilder()
                .setGraph(model.getGraph().toBuilder().addNode(second).build())
                .build());
    assertThat(OnnxModel.read(file).recurrentLayers()).hasSize(2);
    assertThatThrownBy(() -> OnnxModel.read(file).stack())
        .isInstanceOf(WeightFileException.class)
        .hasMessageContaining("is not one stack: 'second' does not read the outputs of");
  }

  @Test
  void bothHalvesOfTheBiasesStayApart() throws IOException {
    float[] biases = {1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60};
    INDArray b = Nd4j.createFromArray(biases).reshape(1, 12);
    for (int linearBeforeReset : List.of(0, 1)) {
      ModelProto gru = withConstant(gru(linearBeforeReset), "layer0.B", b);
      StackWeights<?, ?> weights = OnnxModel.read(write(gru)).stack();
      assertThat(weights.hasTwoBiases()).isTrue();
      Map<String, INDArray> read = weights.parameters().get(0).named();
      boolean after = linearBeforeReset == 1;
      // ONNX: z, r, h with two units each; ours: r, z, n.
      assertThat(read.get("bias").toFloatVector()).containsExactly(3, 4, 1, 2, 5, 6);
      assertThat(read.get("secondBias").toFloatVector())
          .containsExactly(
              after ? new float[] {30, 40, 10, 20} : new float[] {30, 40, 10, 20, 50, 60});
      assertThat(read.get("recurrentBias").toFloatVector())
          .containsExactly(after ? new float[] {50, 60} : new float[] {0, 0});
      Map<String, INDArray> one = weights.withOneBias().parameters().get(0).named();
      assertThat(one.get("bias").toFloatVector())
          .containsExactly(33, 44, 11, 22, after ? 5 : 55, after ? 6 : 66);
    }
  }

  @Test
  void constantsMayComeFromNodesAndHaveSixteenBits() throws IOException {
    ModelProto model = lstm();
    TensorProto w = model.getGraph().getInitializer(0);
    assertThat(w.getName()).isEqualTo("layer0.W");
    TensorProto.Builder half =
        TensorProto.newBuilder()
            .setDataType(TensorProto.DataType.FLOAT16.getNumber())
            .addAllDims(w.getDimsList());
    for (int i = 0; i < 16; i++) {
      half.addInt32Data(0x3C00 + i);
    }
    NodeProto constant =
        NodeProto.newBuilder()
            .setOpType("Constant")
            .addOutput("layer0.W")
            .addAttribute(AttributeProto.newBuilder().setName("value").setT(half))
            .build();
    ModelProto changed =
        model.toBuilder()
            .setGraph(model.getGraph().toBuilder().removeInitializer(0).addNode(0, constant))
            .build();
    INDArray read =
        OnnxModel.read(write(changed)).stack().parameters().get(0).named().get("inputWeights");
    assertThat(read.getFloat(0, 0)).isEqualTo(1f);
    assertThat(read.getFloat(1, 0)).isEqualTo(1f + 0x1p-10f);
  }

  @Test
  void constantInitialStatesComeAlong() throws IOException {
    INDArray state = stacks.array(DataType.FLOAT, 1, 3, 2);
    ModelProto model = withConstant(lstm(), "layer0.initial_hidden", state);
    OnnxLayer layer = OnnxModel.read(write(model)).recurrentLayers().get(0);
    assertThat(layer.initialStates().keySet()).containsExactly("hidden");
    assertThat(layer.initialStates().get("hidden")).isEqualTo(state);
    assertThatThrownBy(() -> OnnxModel.read(write(model)).stack())
        .isInstanceOf(WeightFileException.class)
        .hasMessageContaining(
            "'layer0.Y' starts from a state that the graph holds; take the layers");
  }

  @Test
  void attributesThatAreNotSupportedAreRefusedByName() throws IOException {
    refuse(with(lstm(), a -> a.setName("clip").setF(1)), "the attribute 'clip', which is not");
    refuse(with(lstm(), a -> a.setName("layout").setI(1)), "has layout 1; expected 0, time-major");
    refuse(with(lstm(), a -> a.setName("input_forget").setI(1)), "coupled gates (input_forget)");
    refuse(with(lstm(), a -> a.setName("hidden_size").setI(3)), "not go with its hidden_size");
    refuse(with(lstm(), a -> a.setName("activation_alpha").addFloats(1)), "'activation_alpha'");
    refuse(
        with(lstm(), a -> a.setName("direction").setS(ByteString.copyFromUtf8("sideways"))),
        "has the direction 'sideways'; expected forward, reverse or bidirectional");
    refuse(
        with(
            lstm(),
            a ->
                a.setName("activations")
                    .addStrings(ByteString.copyFromUtf8("HardSigmoid"))
                    .addStrings(ByteString.copyFromUtf8("Tanh"))),
        "has the activations [hardsigmoid, tanh]; expected [sigmoid, tanh, tanh]");
  }

  @Test
  void peepholesAreReadUnlessTheyAreZero() throws IOException {
    ModelProto base = withInput(lstm(), "P");
    INDArray zeros = Nd4j.zeros(DataType.FLOAT, 1, 6);
    assertThat(OnnxModel.read(write(withConstant(base, "P", zeros))).stack().shape().cell())
        .isEqualTo(new LstmCell());
    // ONNX: i, o, f with two units each; ours: i, f, o.
    INDArray p = Nd4j.createFromArray(1f, 2, 3, 4, 5, 6).reshape(1, 6);
    StackWeights<?, ?> weights = OnnxModel.read(write(withConstant(base, "P", p))).stack();
    assertThat(weights.shape().cell()).isEqualTo(new PeepholeLstmCell());
    assertThat(weights.parameters().get(0).named().get("peepholes").toFloatVector())
        .containsExactly(1, 2, 5, 6, 3, 4);
    refuse(
        withConstant(base, "P", stacks.array(DataType.FLOAT, 1, 8)),
        "the LSTM 'layer0.Y' must have P of shape [1, 6], but has [1, 8].");
  }

  @Test
  void weightsOutsideTheFileAndOfOtherShapesAreRefused() throws IOException {
    refuse(
        withTensor(
            lstm(),
            t ->
                t.setDataLocation(TensorProto.DataLocation.EXTERNAL)
                    .addExternalDataBuilder()
                    .setKey("location")
                    .setValue("/etc/passwd")),
        "keeps 'layer0.W' in another file, which is not opened");
    refuse(withTensor(lstm(), t -> t.setName("elsewhere")), "takes 'layer0.W' from another");
    refuse(withTensor(lstm(), t -> t.setDims(1, 7)), "but its shape [1, 7, 2] needs 56");
    refuse(withTensor(lstm(), t -> t.setDims(1, -8)), "has an absurd shape in 'layer0.W'");
    refuse(withTensor(lstm(), t -> t.setDims(1, 1L << 40)), "has an absurd shape in 'layer0.W'");
    refuse(
        withTensor(lstm(), t -> t.setDims(1, 4).setDims(2, 4)), "must have W of shape [1, 8, 4]");
    refuse(withTensor(lstm(), t -> t.setDataType(7)), "holds 'layer0.W' as INT64, which is not");
    refuse(withConstant(lstm(), "lengths", Nd4j.createFromArray(1f)), "constant sequence_lens");
  }

  @Test
  void filesThatAreNotOnnxAreRefused() throws IOException {
    requireRefused(Files.write(folder.resolve("empty"), new byte[0]), "it has no graph");
    requireRefused(Files.writeString(folder.resolve("text"), "hello, world"), "is no ONNX file");
    requireRefused(folder, "is a folder");
    ModelProto.Builder many = ModelProto.newBuilder();
    UnknownFieldSet.Field.Builder fields = UnknownFieldSet.Field.newBuilder();
    for (int i = 0; i < 1_000_001; i++) {
      fields.addVarint(i & 1);
    }
    many.setUnknownFields(UnknownFieldSet.newBuilder().addField(99, fields.build()).build());
    requireRefused(write(many.build()), "has more than 1000000 fields");
    byte[] groups = new byte[1 << 20];
    java.util.Arrays.fill(groups, (byte) 0x0B);
    requireRefused(Files.write(folder.resolve("groups"), groups), "it has groups");
    requireRefused(Files.write(folder.resolve("deep"), nested(200)), "levels of them");
  }

  /** A graph inside an attribute of a node inside a graph … */
  private static byte[] nested(int levels) {
    onnx.Onnx.GraphProto graph = onnx.Onnx.GraphProto.getDefaultInstance();
    for (int i = 0; i < levels / 3; i++) {
      AttributeProto attribute = AttributeProto.newBuilder().setG(graph).build();
      graph =
          onnx.Onnx.GraphProto.newBuilder()
              .addNode(NodeProto.newBuilder().addAttribute(attribute))
              .build();
    }
    return ModelProto.newBuilder().setGraph(graph).build().toByteArray();
  }

  @Test
  void tenThousandDamagedFiles() throws IOException {
    Path file = folder.resolve("fuzz.onnx");
    byte[] network = folderFile(Networks.perStep("lstm", stacks));
    byte[] peepholes =
        OnnxExport.model(
                stacks.weights(
                    new StackShape<>(
                        new TwoBiasCell<>(new PeepholeLstmCell()), 2, 3, 2, Directions.FORWARD),
                    DataType.FLOAT))
            .toByteArray();
    List<byte[]> sound = List.of(lstm().toByteArray(), gru(1).toByteArray(), network, peepholes);
    new Fuzz(7, sound, file)
        .run(
            10_000,
            4 << 20,
            1000,
            path -> {
              OnnxModel model = OnnxModel.read(path);
              model.recurrentLayers();
              model.stack();
              for (Map.Entry<String, String> constant : model.constants().entrySet()) {
                if (!constant.getValue().startsWith("INT64")) {
                  model.array(constant.getKey());
                }
              }
            });
  }

  private byte[] folderFile(org.deeplearning4j.nn.graph.ComputationGraph network)
      throws IOException {
    Path file = folder.resolve("sound.onnx");
    OnnxExport.write(network, Set.of(), file);
    return Files.readAllBytes(file);
  }

  private ModelProto lstm() {
    return OnnxExport.model(stacks.weights(new StackShape<>(new LstmCell(), 2, 2), DataType.FLOAT));
  }

  private ModelProto gru(int linearBeforeReset) {
    GruCell.Reset reset =
        linearBeforeReset == 1 ? GruCell.Reset.AFTER_PRODUCT : GruCell.Reset.BEFORE_PRODUCT;
    return OnnxExport.model(
        stacks.weights(new StackShape<>(new GruCell(reset), 2, 2), DataType.FLOAT));
  }

  /** With the attribute on the first node, in the place of one of the same name. */
  private static ModelProto with(ModelProto model, UnaryOperator<AttributeProto.Builder> change) {
    AttributeProto attribute = change.apply(AttributeProto.newBuilder()).build();
    NodeProto.Builder node = model.getGraph().getNode(0).toBuilder();
    List<AttributeProto> others =
        node.getAttributeList().stream()
            .filter(a -> !a.getName().equals(attribute.getName()))
            .toList();
    node.clearAttribute().addAllAttribute(others).addAttribute(attribute);
    return model.toBuilder().setGraph(model.getGraph().toBuilder().setNode(0, node)).build();
  }

  private static ModelProto withInput(ModelProto model, String name) {
    NodeProto node = model.getGraph().getNode(0).toBuilder().addInput(name).build();
    return model.toBuilder().setGraph(model.getGraph().toBuilder().setNode(0, node)).build();
  }

  @FunctionalInterface
  private interface TensorChange {
    void apply(TensorProto.Builder tensor);
  }

  /** With a change of the first constant, W. */
  private static ModelProto withTensor(ModelProto model, TensorChange change) {
    TensorProto.Builder tensor = model.getGraph().getInitializer(0).toBuilder();
    change.apply(tensor);
    return model.toBuilder()
        .setGraph(model.getGraph().toBuilder().setInitializer(0, tensor))
        .build();
  }

  /** With a constant in the place of one of that name, or of an input. */
  private static ModelProto withConstant(ModelProto model, String name, INDArray array) {
    GraphWriter writer = new GraphWriter(DataType.FLOAT);
    writer.constant(name, array);
    List<TensorProto> others =
        model.getGraph().getInitializerList().stream()
            .filter(tensor -> !tensor.getName().equals(name))
            .toList();
    return model.toBuilder()
        .setGraph(
            model.getGraph().toBuilder()
                .clearInitializer()
                .addAllInitializer(others)
                .addInitializer(writer.model().getGraph().getInitializer(0)))
        .build();
  }

  private Path write(ModelProto model) throws IOException {
    return Files.write(folder.resolve("changed.onnx"), model.toByteArray());
  }

  private void refuse(ModelProto model, String reason) throws IOException {
    requireRefused(write(model), reason);
  }

  private static void requireRefused(Path file, String reason) {
    assertThatThrownBy(() -> OnnxModel.read(file).recurrentLayers())
        .isInstanceOf(WeightFileException.class)
        .hasMessageStartingWith("Weight file " + file)
        .hasMessageContaining(reason);
  }
}
