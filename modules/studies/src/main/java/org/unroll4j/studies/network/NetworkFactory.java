package org.unroll4j.studies.network;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.unroll4j.dl4j.Dl4jWeights;
import org.unroll4j.dl4j.FinalState;
import org.unroll4j.dl4j.UnrollEmbedding;
import org.unroll4j.dl4j.UnrollGru;
import org.unroll4j.dl4j.UnrollLayer;
import org.unroll4j.dl4j.UnrollLstm;
import org.unroll4j.dl4j.UnrollMerge;
import org.unroll4j.dl4j.UnrollRnn;
import org.unroll4j.dl4j.UnrollRnnOutput;
import org.unroll4j.studies.network.ModelConfig.Implementation;

/**
 * Builds the network of a study.
 *
 * <pre>{@code
 * column 1 → embedding ┐
 * column 2 → embedding ┼→ features → recurrent 1 → … → recurrent L → output   [N, P, T]
 * numbers ─────────────┘
 * }</pre>
 *
 * <p>Dropout stands before the second and later recurrent layers and before the output. A
 * bidirectional network ends in the last state of both directions and has one output per sequence,
 * [N, P]. The output is one probability, or what {@link NetworkOutput} says.
 */
public final class NetworkFactory {

  /** The vertex whose activations the first recurrent layer reads, [N, F, T]. */
  public static final String FEATURES = "features";

  private static final String NUMBERS = "numbers";

  private final ModelConfig model;
  private final NetworkInputs inputs;
  private final NetworkOutput output;
  private final long seed;

  /** A factory for one kind of network, whose output is a probability. */
  public NetworkFactory(ModelConfig model, NetworkInputs inputs, long seed) {
    this(model, inputs, NetworkOutput.PROBABILITY, seed);
  }

  /** A factory for one kind of network. */
  public NetworkFactory(ModelConfig model, NetworkInputs inputs, NetworkOutput output, long seed) {
    this.model = model;
    this.inputs = inputs;
    this.output = output;
    this.seed = seed;
  }

  /** The name of a recurrent layer, counted from 1. */
  public static String recurrentLayer(int number) {
    return "recurrent" + number;
  }

  /**
   * The network with its first parameters: a function of the seed, and the same ones for both
   * implementations.
   */
  public ComputationGraph create(IUpdater updater, StepLoss loss) {
    if (model.implementation() == Implementation.UNROLL4J) {
      ComputationGraph network = new ComputationGraph(configuration(updater, loss));
      network.init();
      new NetworkInitialiser(model, seed).initialise(network);
      return network;
    }
    NetworkFactory ours =
        new NetworkFactory(model.with(Implementation.UNROLL4J), inputs, output, seed);
    return withWeightsOf(ours.create(updater, loss), updater, loss);
  }

  /**
   * A network of this kind with the weights of another that computes the same function, such as its
   * counterpart of the other implementation.
   */
  public ComputationGraph withWeightsOf(ComputationGraph other, IUpdater updater, StepLoss loss) {
    ComputationGraph network = new ComputationGraph(configuration(updater, loss));
    network.init();
    for (org.deeplearning4j.nn.api.Layer layer : network.getLayers()) {
      Dl4jWeights.copy(other.getLayer(layer.conf().getLayer().getLayerName()), layer);
    }
    return network;
  }

  private ComputationGraphConfiguration configuration(IUpdater updater, StepLoss loss) {
    ComputationGraphConfiguration.GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .dataType(DataType.FLOAT)
            .miniBatch(false)
            .updater(updater)
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
            .graphBuilder();
    addFeatures(graph);
    String top = FEATURES;
    int width = inputs.features(model.embedding());
    for (int number = 1; number <= model.layers(); number++) {
      String below = number == 1 ? top : withDropout(graph, top, number);
      top = recurrentLayer(number);
      graph.addLayer(top, recurrent(width, number == model.layers()), below);
      width = model.hidden() * (model.bidirectional() ? 2 : 1);
    }
    String last = withDropout(graph, top, model.layers() + 1);
    graph.addLayer(output.name(), output(width, loss), last);
    return graph.setOutputs(output.name()).build();
  }

  private void addFeatures(ComputationGraphConfiguration.GraphBuilder graph) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < inputs.columns().size(); i++) {
      NetworkInputs.Column column = inputs.columns().get(i);
      String input = "column" + (i + 1);
      String embedding = "embedding" + (i + 1);
      graph.addInputs(input);
      graph.addLayer(
          embedding,
          embedding()
              .nIn(column.indices())
              .nOut(column.embeddingWidth(model.embedding()))
              .hasBias(false)
              .build(),
          input);
      parts.add(embedding);
    }
    graph.addInputs(NUMBERS);
    parts.add(NUMBERS);
    graph.addVertex(FEATURES, merge(), parts.toArray(String[]::new));
  }

  private EmbeddingSequenceLayer.Builder embedding() {
    return model.implementation() == Implementation.UNROLL4J
        ? new UnrollEmbedding.Builder()
        : new EmbeddingSequenceLayer.Builder();
  }

  private MergeVertex merge() {
    return model.implementation() == Implementation.UNROLL4J
        ? new UnrollMerge()
        : new MergeVertex();
  }

  private String withDropout(
      ComputationGraphConfiguration.GraphBuilder graph, String below, int place) {
    if (model.dropout() == 0) {
      return below;
    }
    String name = "dropout" + place;
    graph.addVertex(name, new KeyedDropout(model.dropout(), seed, place), below);
    return name;
  }

  private Layer recurrent(int width, boolean last) {
    Layer layer = model.implementation() == Implementation.UNROLL4J ? unroll4j(width) : dl4j(width);
    if (!model.bidirectional()) {
      return layer;
    }
    Bidirectional both = new Bidirectional(Bidirectional.Mode.CONCAT, layer);
    return last ? new FinalState(both) : both;
  }

  private Layer unroll4j(int width) {
    return switch (model.cell()) {
      case RNN -> ours(new UnrollRnn.Builder(), width).build();
      case LSTM -> ours(new UnrollLstm.Builder(), width).build();
      case GRU -> ours(new UnrollGru.Builder(), width).build();
    };
  }

  private <B extends UnrollLayer.Builder<B>> B ours(B builder, int width) {
    return sized(builder, width).engine(model.engine()).recomputeEvery(model.recomputeEvery());
  }

  private Layer dl4j(int width) {
    return switch (model.cell()) {
      case RNN -> sized(new SimpleRnn.Builder().activation(Activation.TANH), width).build();
      case LSTM -> sized(new LSTM.Builder().activation(Activation.TANH), width).build();
      case GRU -> throw new IllegalStateException("Refused by ModelConfig.");
    };
  }

  private <B extends BaseRecurrentLayer.Builder<B>> B sized(B builder, int width) {
    return builder.nIn(width).nOut(model.hidden()).dataFormat(RNNFormat.NCW);
  }

  private RnnOutputLayer.Builder perStep(StepLoss loss) {
    return model.implementation() == Implementation.UNROLL4J
        ? new UnrollRnnOutput.Builder(loss)
        : new RnnOutputLayer.Builder(loss);
  }

  private Layer output(int width, StepLoss loss) {
    return model.bidirectional()
        ? new OutputLayer.Builder(loss)
            .nIn(width)
            .nOut(output.columns())
            .activation(output.activation())
            .build()
        : perStep(loss)
            .dataFormat(RNNFormat.NCW)
            .nIn(width)
            .nOut(output.columns())
            .activation(output.activation())
            .build();
  }
}
