package org.unroll4j.peers.adapter;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.unroll4j.dl4j.Dl4jWeights;
import org.unroll4j.dl4j.UnrollLstm;
import org.unroll4j.peers.work.Answer;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;
import org.unroll4j.peers.worker.PeerTask;

/**
 * A whole update of a Deeplearning4j network: recurrent layer, softmax head, cross-entropy summed
 * over time and averaged over the batch, Adam.
 */
final class NetworkTask implements PeerTask {

  private static final int COMPARED_UPDATES = 3;
  private static final double LEARNING_RATE = 1e-3;

  private final MultiLayerNetwork network;
  private final INDArray x;
  private final INDArray labels;
  private final INDArray first;

  NetworkTask(Work work, Problem problem, BaseRecurrentLayer layer, DataType type) {
    network = network(work, problem, layer, type);
    Work.Size size = work.size();
    // Deeplearning4j's own layout, [N, F, T], with the steps as blocks
    x =
        NdArrays.of(problem.x(), type, size.steps(), size.batch(), size.inputs())
            .permute(1, 2, 0)
            .dup('f');
    labels = Nd4j.create(type, new long[] {size.batch(), Work.CLASSES, size.steps()}, 'f');
    for (int t = 0; t < size.steps(); t++) {
      for (int n = 0; n < size.batch(); n++) {
        labels.putScalar(new int[] {n, problem.classes()[t * size.batch() + n], t}, 1);
      }
    }
    first = network.params().dup();
  }

  /** Our layer. */
  static BaseRecurrentLayer ours(Work work, String engine, DataType type) {
    return new UnrollLstm.Builder()
        .engine(engine)
        .nIn(work.size().inputs())
        .nOut(work.size().hidden())
        .activation(Activation.TANH)
        .build();
  }

  /** Deeplearning4j's layer. */
  static BaseRecurrentLayer theirs(Work work) {
    return new LSTM.Builder()
        .nIn(work.size().inputs())
        .nOut(work.size().hidden())
        .activation(Activation.TANH)
        .build();
  }

  @Override
  public void run() {
    network.fit(x, labels);
  }

  @Override
  public Answer answer() {
    network.params().assign(first);
    network.getUpdater().getStateViewArray().assign(0);
    network.setIterationCount(0);
    float[] losses = new float[COMPARED_UPDATES];
    for (int i = 0; i < losses.length; i++) {
      network.fit(x, labels);
      losses[i] = (float) network.score();
    }
    Map<String, float[]> arrays = new LinkedHashMap<>();
    arrays.put(Answer.LOSSES, losses);
    return new Answer(arrays);
  }

  private static MultiLayerNetwork network(
      Work work, Problem problem, BaseRecurrentLayer layer, DataType type) {
    MultiLayerNetwork network = unset(layer, work, type);
    MultiLayerNetwork source = unset(ours(work, "reference", type), work, type);
    Work.Size size = work.size();
    int columns = 4 * size.hidden();
    Problem.Weights weights = problem.weights();
    set(source, 0, "W", NdArrays.of(weights.input(), type, size.inputs(), columns));
    set(source, 0, "RW", NdArrays.of(weights.recurrent(), type, size.hidden(), columns));
    set(source, 0, "b", NdArrays.of(weights.bias(), type, 1, columns));
    Dl4jWeights.copy(source.getLayer(0), network.getLayer(0));
    set(network, 1, "W", NdArrays.of(weights.head(), type, size.hidden(), Work.CLASSES));
    set(network, 1, "b", Nd4j.zeros(type, 1, Work.CLASSES));
    return network;
  }

  private static MultiLayerNetwork unset(BaseRecurrentLayer layer, Work work, DataType type) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .dataType(type)
            .updater(new Adam(LEARNING_RATE))
            .list()
            .layer(layer)
            .layer(
                new RnnOutputLayer.Builder(LossFunction.MCXENT)
                    .nIn(work.size().hidden())
                    .nOut(Work.CLASSES)
                    .activation(Activation.SOFTMAX)
                    .build())
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  private static void set(MultiLayerNetwork network, int layer, String name, INDArray value) {
    INDArray parameter = network.getLayer(layer).getParam(name);
    parameter.assign(value.reshape('c', parameter.shape()));
  }
}
