package org.unroll4j.studies.demand;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.data.batch.SequenceBatch;
import org.unroll4j.studies.network.Feed;
import org.unroll4j.studies.network.ModelConfig;
import org.unroll4j.studies.network.NetworkFactory;

/**
 * The gradient of a function of a network's outputs with respect to what its first recurrent layer
 * reads: back through the output layer and the recurrent layers, without dropout.
 */
final class InputGradient {

  private static final Feed FEED = new Feed(false);

  private final ComputationGraph network;
  private final ModelConfig model;
  private INDArray features;

  InputGradient(ComputationGraph network, ModelConfig model) {
    this.network = network;
    this.model = model;
  }

  /**
   * Goes back.
   *
   * @param batch the windows
   * @param gradOutputs ∂f/∂z, [N, P, T]
   * @return ∂f/∂x, [N, F, T]: the embeddings' parts, then the numeric channels
   */
  INDArray of(SequenceBatch batch, INDArray gradOutputs) {
    network.initGradientsView();
    LayerWorkspaceMgr outside = LayerWorkspaceMgr.noWorkspaces();
    features = network.feedForward(FEED.features(batch), false).get(NetworkFactory.FEATURES).dup();
    INDArray x = features;
    for (int l = 1; l <= model.layers(); l++) {
      Layer layer = recurrent(l);
      layer.setInput(x, outside);
      x = layer.activate(false, outside);
    }
    INDArray gradient = belowOutput(gradOutputs);
    for (int l = model.layers(); l >= 1; l--) {
      gradient = recurrent(l).backpropGradient(gradient, outside).getSecond();
      recurrent(l).clear();
    }
    return gradient;
  }

  /** What the first recurrent layer read in the last call, [N, F, T]. */
  INDArray features() {
    return features;
  }

  private Layer recurrent(int number) {
    return network.getLayer(NetworkFactory.recurrentLayer(number));
  }

  /** dx = W·dz at every step: [H, P] · [P, T] for each window. */
  private INDArray belowOutput(INDArray gradOutputs) {
    INDArray weights = network.getOutputLayer(0).getParam("W");
    long windows = gradOutputs.size(0);
    INDArray gradient =
        Nd4j.create(weights.dataType(), windows, weights.size(0), gradOutputs.size(2));
    for (long n = 0; n < windows; n++) {
      gradient.slice(n).assign(weights.mmul(gradOutputs.slice(n)));
    }
    return gradient;
  }
}
