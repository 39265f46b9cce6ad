package org.unroll4j.interop.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.unroll4j.core.engine.ValidSteps;
import org.unroll4j.dl4j.UnrollLstm;
import org.unroll4j.interop.Networks;
import org.unroll4j.interop.Stacks;

/** Exported networks in ONNX Runtime against Deeplearning4j running them. */
@EnabledIf(
    value = "org.unroll4j.interop.onnx.Ort#isHere",
    disabledReason = "ONNX Runtime has no native code for this platform")
class NetworkExportTest {

  private static final int STEPS = 6;
  private static final int[] LENGTHS = {6, 2, 5};
  private static final int BATCH = LENGTHS.length;

  private final Stacks stacks = new Stacks(41);

  @TempDir private Path folder;

  /** Inputs in Deeplearning4j's layout, [N, 1, T] and [N, C, T], with rubbish in the padding. */
  private INDArray[] inputs() {
    INDArray indices = Nd4j.zeros(DataType.FLOAT, BATCH, 1, STEPS);
    for (int n = 0; n < BATCH; n++) {
      for (int t = 0; t < STEPS; t++) {
        indices.putScalar(n, 0, t, stacks.random().nextInt(Networks.INDICES));
      }
    }
    return new INDArray[] {indices, stacks.array(DataType.FLOAT, BATCH, Networks.CHANNELS, STEPS)};
  }

  /** The same inputs in the graph's layout, and zero states. */
  private static Map<String, INDArray> timeMajor(INDArray[] inputs, Ort graph) throws OrtException {
    Map<String, INDArray> named = new LinkedHashMap<>();
    named.put(
        "column1",
        inputs[0].reshape('c', BATCH, STEPS).transpose().dup('c').castTo(DataType.INT64));
    named.put("numbers", inputs[1].permute(2, 0, 1).dup('c'));
    named.put("lengths", Nd4j.createFromArray(LENGTHS));
    for (Map.Entry<String, String> input : graph.inputs().entrySet()) {
      if (input.getKey().contains(".initial_")) {
        int directions = input.getValue().contains("[2, -1, 5]") ? 2 : 1;
        named.put(input.getKey(), Nd4j.zeros(DataType.FLOAT, directions, BATCH, 5));
      }
    }
    return named;
  }

  private static INDArray mask() {
    return ValidSteps.ofLengths(STEPS, LENGTHS).mask(DataType.FLOAT).transpose().dup('c');
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru", "rnn", "peepholes", "two biases"})
  void anOutputPerStep(String cell) throws IOException, OrtException {
    ComputationGraph network = Networks.perStep(cell, stacks);
    Path file = folder.resolve("network.onnx");
    OnnxExport.write(network, Set.of(), file);
    INDArray[] inputs = inputs();
    INDArray expected = network.output(inputs)[0].permute(2, 0, 1);
    try (Ort graph = new Ort(file)) {
      assertThat(graph.inputs().get("column1")).contains("INT64").contains("[-1, -1]");
      assertThat(graph.inputs().get("numbers")).contains("[-1, -1, 2]");
      INDArray actual = graph.run(timeMajor(inputs, graph)).get("probability");
      assertThat(actual.shape()).containsExactly(STEPS, BATCH, 1);
      for (int n = 0; n < BATCH; n++) {
        for (int t = 0; t < LENGTHS[n]; t++) {
          assertThat(actual.getDouble(t, n, 0) - expected.getDouble(t, n, 0))
              .isBetween(-1e-5, 1e-5);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru", "rnn", "peepholes", "two biases"})
  void anOutputPerSequenceFromBothDirections(String cell) throws IOException, OrtException {
    ComputationGraph network = Networks.perSequence(cell, stacks);
    Path file = folder.resolve("network.onnx");
    OnnxExport.write(network, Set.of(), file);
    INDArray[] inputs = inputs();
    INDArray expected = network.output(false, inputs, new INDArray[] {mask(), mask()}, null)[0];
    try (Ort graph = new Ort(file)) {
      INDArray actual = graph.run(timeMajor(inputs, graph)).get("probability");
      StackExportTest.requireNear("probability", actual, expected);
    }
  }

  @Test
  void inChunksWithCarriedStatesAsInOne() throws IOException, OrtException {
    ComputationGraph network = Networks.perStep("lstm", stacks);
    Path file = folder.resolve("network.onnx");
    OnnxExport.write(network, Set.of(), file);
    try (Ort graph = new Ort(file)) {
      Map<String, INDArray> inputs = timeMajor(inputs(), graph);
      inputs.put("lengths", Nd4j.createFromArray(6, 6, 6));
      INDArray whole = graph.run(inputs).get("probability");
      INDArray[] parts = new INDArray[STEPS];
      Map<String, INDArray> now = new LinkedHashMap<>(inputs);
      now.put("lengths", Nd4j.createFromArray(1, 1, 1));
      for (int t = 0; t < STEPS; t++) {
        now.put("column1", step(inputs.get("column1"), t));
        now.put("numbers", step(inputs.get("numbers"), t));
        Map<String, INDArray> outputs = graph.run(now);
        parts[t] = outputs.remove("probability");
        outputs.forEach((name, state) -> now.put(name.replace("final", "initial"), state));
      }
      StackExportTest.requireNear("probability", Nd4j.concat(0, parts), whole);
    }
  }

  private static INDArray step(INDArray array, int t) {
    return array.get(NDArrayIndex.interval(t, t + 1)).dup('c');
  }

  @Test
  void deeplearning4jsOwnLayersAreExportedAsTheyCompute() throws IOException, OrtException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .list()
                .layer(new LSTM.Builder().nIn(4).nOut(3).activation(Activation.TANH).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nIn(3)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
    network.setParams(stacks.array(DataType.FLOAT, 1, network.numParams()));
    Path file = folder.resolve("dl4j.onnx");
    OnnxExport.write(network, file);
    INDArray x = stacks.array(DataType.FLOAT, 2, 4, 5);
    try (Ort graph = new Ort(file)) {
      Map<String, INDArray> inputs = new LinkedHashMap<>();
      String input =
          graph.inputs().keySet().stream().filter(i -> !i.contains("l")).findFirst().get();
      inputs.put(input, x.permute(2, 0, 1).dup('c'));
      inputs.put("lengths", Nd4j.createFromArray(5, 5));
      inputs.put("0.initial_hidden", Nd4j.zeros(DataType.FLOAT, 1, 2, 3));
      inputs.put("0.initial_cell", Nd4j.zeros(DataType.FLOAT, 1, 2, 3));
      INDArray expected = network.output(x).permute(2, 0, 1);
      StackExportTest.requireNear("outputs", graph.run(inputs).get("1"), expected);
    }
  }

  @Test
  void whatHasNoCounterpartIsRefusedByName() {
    Layer last = new LastTimeStep(new UnrollLstm.Builder().nIn(2).nOut(3).build());
    requireRefused(last, "ONNX export: '0' is a LastTimeStep, which is not supported.");
    requireRefused(
        new DenseLayer.Builder().nIn(2).nOut(3).activation(Activation.SWISH).build(),
        "ONNX export: the activation swish of '0' is not supported; supported are identity, sigmoid, softmax, tanh and relu.");
  }

  private void requireRefused(Layer layer, String message) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .list()
                .layer(layer)
                .build());
    network.init();
    assertThatThrownBy(() -> OnnxExport.write(network, folder.resolve("refused.onnx")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aVertexThatPassesItsInputIsLeftOut() throws IOException {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .graphBuilder()
                .addInputs("x")
                .addVertex("mine", new ScaleVertex(3), "x")
                .addLayer(
                    "out",
                    new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nIn(2)
                        .nOut(1)
                        .activation(Activation.TANH)
                        .build(),
                    "mine")
                .setOutputs("out")
                .build());
    network.init();
    Path file = folder.resolve("vertex.onnx");
    assertThatThrownBy(() -> OnnxExport.write(network, Set.of(), file))
        .hasMessage("ONNX export: 'mine' is a ScaleVertex, which is not supported.");
    OnnxExport.write(network, Set.of(ScaleVertex.class), file);
    assertThat(file).isNotEmptyFile();
  }
}
