package org.unroll4j.peers.adapter;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.unroll4j.dl4j.Dl4jWeights;
import org.unroll4j.dl4j.UnrollLstm;
import org.unroll4j.dl4j.UnrollRnn;
import org.unroll4j.dl4j.UnrollRnnOutput;
import org.unroll4j.peers.work.CellKind;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;

/** Deeplearning4j networks with the weights of a problem. */
final class Dl4jModels {

  private static final double LEARNING_RATE = 1e-3;

  private Dl4jModels() {}

  /** Our layer for the work. */
  static BaseRecurrentLayer ours(Work work, String engine) {
    int inputs = work.size().inputs();
    int hidden = work.size().hidden();
    return work.cell() == CellKind.RNN
        ? new UnrollRnn.Builder()
            .engine(engine)
            .nIn(inputs)
            .nOut(hidden)
            .activation(Activation.TANH)
            .build()
        : new UnrollLstm.Builder()
            .engine(engine)
            .nIn(inputs)
            .nOut(hidden)
            .activation(Activation.TANH)
            .build();
  }

  /** Deeplearning4j's layer for the work. */
  static BaseRecurrentLayer theirs(Work work) {
    int inputs = work.size().inputs();
    int hidden = work.size().hidden();
    return work.cell() == CellKind.RNN
        ? new SimpleRnn.Builder().nIn(inputs).nOut(hidden).activation(Activation.TANH).build()
        : new LSTM.Builder().nIn(inputs).nOut(hidden).activation(Activation.TANH).build();
  }

  /** A network that is the layer alone. */
  static MultiLayerNetwork layerAlone(Work work, Problem problem, BaseRecurrentLayer layer) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .list()
                .layer(layer)
                .validateOutputLayerConfig(false)
                .build());
    network.init();
    setLayer(network, work, problem, DataType.FLOAT);
    return network;
  }

  /** A network of the layer and a softmax head over the classes at each step, with Adam. */
  static MultiLayerNetwork classifier(
      Work work, Problem problem, BaseRecurrentLayer layer, DataType type) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(type)
                .updater(new Adam(LEARNING_RATE))
                .list()
                .layer(layer)
                .layer(
                    headBuilder(layer instanceof org.unroll4j.dl4j.UnrollLayer)
                        .nIn(work.size().hidden())
                        .nOut(Work.CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    setLayer(network, work, problem, type);
    float[] head = problem.weights().head();
    set(network, 1, "W", NdArrays.of(head, type, work.size().hidden(), Work.CLASSES));
    set(network, 1, "b", Nd4j.zeros(type, 1, Work.CLASSES));
    return network;
  }

  private static RnnOutputLayer.Builder headBuilder(boolean ours) {
    return ours
        ? new UnrollRnnOutput.Builder(LossFunction.MCXENT)
        : new RnnOutputLayer.Builder(LossFunction.MCXENT);
  }

  /** [T, N, width] as Deeplearning4j wants it, [N, width, T], its steps being blocks in memory. */
  static INDArray perStep(float[] values, DataType type, Work.Size size, int width) {
    return NdArrays.of(values, type, size.steps(), size.batch(), width).permute(1, 2, 0).dup('f');
  }

  /** [N, width, T] as [T, N, width]. */
  static float[] timeMajor(INDArray perStep) {
    return NdArrays.toFloats(perStep.permute(2, 0, 1));
  }

  private static void setLayer(
      MultiLayerNetwork network, Work work, Problem problem, DataType type) {
    MultiLayerNetwork source =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(type)
                .list()
                .layer(ours(work, "reference"))
                .validateOutputLayerConfig(false)
                .build());
    source.init();
    Work.Size size = work.size();
    int columns = work.cell().gates() * size.hidden();
    Problem.Weights weights = problem.weights();
    set(source, 0, "W", NdArrays.of(weights.input(), type, size.inputs(), columns));
    set(source, 0, "RW", NdArrays.of(weights.recurrent(), type, size.hidden(), columns));
    set(source, 0, "b", NdArrays.of(weights.bias(), type, 1, columns));
    Dl4jWeights.copy(source.getLayer(0), network.getLayer(0));
  }

  private static void set(MultiLayerNetwork network, int layer, String name, INDArray value) {
    INDArray parameter = network.getLayer(layer).getParam(name);
    parameter.assign(value.reshape('c', parameter.shape()));
  }
}
