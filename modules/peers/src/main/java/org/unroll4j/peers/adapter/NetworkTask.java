package org.unroll4j.peers.adapter;

import java.util.Map;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
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

  private final MultiLayerNetwork network;
  private final INDArray x;
  private final INDArray labels;
  private final INDArray first;

  NetworkTask(Work work, Problem problem, BaseRecurrentLayer layer, DataType type) {
    network = Dl4jModels.classifier(work, problem, layer, type);
    Work.Size size = work.size();
    x = Dl4jModels.perStep(problem.x(), type, size, size.inputs());
    labels = Nd4j.create(type, new long[] {size.batch(), Work.CLASSES, size.steps()}, 'f');
    for (int t = 0; t < size.steps(); t++) {
      for (int n = 0; n < size.batch(); n++) {
        labels.putScalar(new int[] {n, problem.classes()[t * size.batch() + n], t}, 1);
      }
    }
    first = network.params().dup();
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
    return new Answer(Map.of(Answer.LOSSES, losses));
  }
}
