package org.unroll4j.interop.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.GravesLSTM;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.unroll4j.dl4j.Dl4jNetworks;
import org.unroll4j.dl4j.ModelFiles;
import org.unroll4j.dl4j.UnrollLayer;
import org.unroll4j.interop.Stacks;

/**
 * Saved networks of Deeplearning4j with its own layers: with ours they give the same outputs, and
 * the way back gives the same parameters, bit by bit.
 */
class SavedNetworksTest {

  private static final int FEATURES = 3;
  private static final int OUTPUTS = 2;

  /** A network; {@code graph} makes it a ComputationGraph. */
  record Sample(List<String> cells, boolean both, boolean graph, int hidden, long seed) {

    Model network() {
      Stacks stacks = new Stacks(seed);
      Model network = graph ? graphNetwork() : layerByLayer();
      network.setParams(stacks.array(DataType.DOUBLE, network.numParams()));
      return network;
    }

    private MultiLayerNetwork layerByLayer() {
      NeuralNetConfiguration.ListBuilder list =
          new NeuralNetConfiguration.Builder().dataType(DataType.DOUBLE).list();
      for (int i = 0; i < cells.size(); i++) {
        list.layer(layer(i));
      }
      MultiLayerNetwork network = new MultiLayerNetwork(list.layer(output()).build());
      network.init();
      return network;
    }

    private ComputationGraph graphNetwork() {
      var builder =
          new NeuralNetConfiguration.Builder()
              .dataType(DataType.DOUBLE)
              .graphBuilder()
              .addInputs("in");
      String below = "in";
      for (int i = 0; i < cells.size(); i++) {
        builder.addLayer("recurrent" + i, layer(i), below);
        below = "recurrent" + i;
      }
      ComputationGraph network =
          new ComputationGraph(builder.addLayer("out", output(), below).setOutputs("out").build());
      network.init();
      return network;
    }

    @SuppressWarnings("deprecation")
    private Layer layer(int index) {
      int inputs = index == 0 ? FEATURES : width();
      Layer layer =
          switch (cells.get(index)) {
            case "lstm" -> sized(new LSTM.Builder(), inputs, Activation.TANH).build();
            case "peepholes" -> sized(new GravesLSTM.Builder(), inputs, Activation.TANH).build();
            case "relu" -> sized(new SimpleRnn.Builder(), inputs, Activation.RELU).build();
            default -> sized(new SimpleRnn.Builder(), inputs, Activation.TANH).build();
          };
      return both ? new Bidirectional(Bidirectional.Mode.CONCAT, layer) : layer;
    }

    private <B extends BaseRecurrentLayer.Builder<B>> B sized(
        B builder, int inputs, Activation activation) {
      return builder.nIn(inputs).nOut(hidden).activation(activation).dataFormat(RNNFormat.NCW);
    }

    private Layer output() {
      return new RnnOutputLayer.Builder(LossFunction.MCXENT)
          .nIn(width())
          .nOut(OUTPUTS)
          .activation(Activation.SOFTMAX)
          .dataFormat(RNNFormat.NCW)
          .build();
    }

    private int width() {
      return both ? 2 * hidden : hidden;
    }
  }

  @Provide
  Arbitrary<Sample> samples() {
    return Combinators.combine(
            Arbitraries.of("lstm", "peepholes", "tanh", "relu").list().ofMinSize(1).ofMaxSize(3),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(1, 7),
            Arbitraries.longs())
        .as(Sample::new);
  }

  @Property(tries = 25)
  void giveTheSameWithOurLayersAndComeBack(@ForAll("samples") Sample sample) throws IOException {
    Model theirs = sample.network();
    Path saved = Files.createTempFile("theirs", ".zip");
    Path converted = Files.createTempFile("ours", ".zip");
    try {
      ModelFiles.save(theirs, saved);
      Imports.convert(saved, Imports.Options.NONE, converted);
      Model ours = ModelFiles.load(converted);
      assertThat(recurrentLayers(ours))
          .hasSize(sample.cells.size())
          .allMatch(SavedNetworksTest::isOurs);
      INDArray x = new Stacks(sample.seed + 1).array(DataType.DOUBLE, 4, FEATURES, 5);
      assertThat(output(ours, x).sub(output(theirs, x)).amaxNumber().doubleValue())
          .isLessThan(1e-12);
      Model back =
          ours instanceof ComputationGraph graph
              ? Dl4jNetworks.withDl4jLayers(graph)
              : Dl4jNetworks.withDl4jLayers((MultiLayerNetwork) ours);
      assertThat(back.params().toDoubleVector()).isEqualTo(theirs.params().toDoubleVector());
      assertThat(recurrentLayers(back)).noneMatch(SavedNetworksTest::isOurs);
    } finally {
      Files.delete(saved);
      Files.delete(converted);
    }
  }

  private static boolean isOurs(Layer layer) {
    return layer instanceof UnrollLayer
        || (layer instanceof Bidirectional both && both.getFwd() instanceof UnrollLayer);
  }

  private static List<Layer> recurrentLayers(Model network) {
    org.deeplearning4j.nn.api.Layer[] layers =
        network instanceof ComputationGraph graph
            ? graph.getLayers()
            : ((MultiLayerNetwork) network).getLayers();
    return java.util.Arrays.stream(layers)
        .map(layer -> layer.conf().getLayer())
        .filter(layer -> layer instanceof BaseRecurrentLayer || layer instanceof Bidirectional)
        .toList();
  }

  private static INDArray output(Model network, INDArray x) {
    return network instanceof ComputationGraph graph
        ? graph.outputSingle(x)
        : ((MultiLayerNetwork) network).output(x);
  }
}
