package org.unroll4j.interop;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.unroll4j.dl4j.FinalState;
import org.unroll4j.dl4j.UnrollGru;
import org.unroll4j.dl4j.UnrollLstm;
import org.unroll4j.dl4j.UnrollRnn;

/** Networks of the kinds that the studies make, with random weights everywhere. */
public final class Networks {

  /** Number of numeric channels. */
  public static final int CHANNELS = 2;

  /** Number of different indices of the categorical column. */
  public static final int INDICES = 7;

  private static final int EMBEDDING = 3;
  private static final int HIDDEN = 5;

  private Networks() {}

  /** A recurrent layer by the name of its cell. */
  public static Layer recurrent(String cell, int inputs, boolean both) {
    Layer layer =
        switch (cell) {
          case "lstm" -> sized(new UnrollLstm.Builder(), inputs).build();
          case "peepholes" ->
              sized(new UnrollLstm.Builder().peepholes().twoBiases(), inputs).build();
          case "projection" ->
              sized(new UnrollLstm.Builder().projectedFrom(7).twoBiases(), inputs).build();
          case "gru" -> sized(new UnrollGru.Builder(), inputs).build();
          case "two biases" -> sized(new UnrollGru.Builder().twoBiases(), inputs).build();
          default -> sized(new UnrollRnn.Builder(), inputs).build();
        };
    return both ? new Bidirectional(Bidirectional.Mode.CONCAT, layer) : layer;
  }

  private static <B extends BaseRecurrentLayer.Builder<B>> B sized(B builder, int inputs) {
    return builder.nIn(inputs).nOut(HIDDEN).dataFormat(RNNFormat.NCW);
  }

  /** Two recurrent layers over an embedding and numbers; forward with an output per step. */
  public static ComputationGraph perStep(String cell, Stacks stacks) {
    ComputationGraph network =
        new ComputationGraph(
            features()
                .addLayer("recurrent1", recurrent(cell, EMBEDDING + CHANNELS, false), "features")
                .addLayer("recurrent2", recurrent(cell, HIDDEN, false), "recurrent1")
                .addLayer(
                    "probability",
                    new RnnOutputLayer.Builder(LossFunction.XENT)
                        .dataFormat(RNNFormat.NCW)
                        .nIn(HIDDEN)
                        .nOut(1)
                        .activation(Activation.SIGMOID)
                        .build(),
                    "recurrent2")
                .setOutputs("probability")
                .build());
    return filled(network, stacks);
  }

  /** Two layers in both directions, with one output per sequence. */
  public static ComputationGraph perSequence(String cell, Stacks stacks) {
    ComputationGraph network =
        new ComputationGraph(
            features()
                .addLayer("recurrent1", recurrent(cell, EMBEDDING + CHANNELS, true), "features")
                .addLayer(
                    "recurrent2", new FinalState(recurrent(cell, 2 * HIDDEN, true)), "recurrent1")
                .addLayer(
                    "probability",
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(2 * HIDDEN)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build(),
                    "recurrent2")
                .setOutputs("probability")
                .build());
    return filled(network, stacks);
  }

  private static org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder features() {
    return new NeuralNetConfiguration.Builder()
        .dataType(DataType.FLOAT)
        .graphBuilder()
        .addInputs("column1", "numbers")
        .addLayer(
            "embedding1",
            new EmbeddingSequenceLayer.Builder()
                .nIn(INDICES)
                .nOut(EMBEDDING)
                .hasBias(false)
                .build(),
            "column1")
        .addVertex("features", new MergeVertex(), "embedding1", "numbers");
  }

  private static ComputationGraph filled(ComputationGraph network, Stacks stacks) {
    network.init();
    INDArray drawn = stacks.array(DataType.FLOAT, network.numParams());
    network.setParams(drawn);
    return network;
  }
}
