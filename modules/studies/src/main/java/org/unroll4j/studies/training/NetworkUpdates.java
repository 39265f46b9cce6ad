package org.unroll4j.studies.training;

import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.data.batch.SequenceBatch;
import org.unroll4j.dl4j.GlobalNormClipping;
import org.unroll4j.studies.network.Feed;
import org.unroll4j.studies.network.StepLoss;

/** Makes updates of a network, one batch at a time, and refuses those that are not finite. */
public final class NetworkUpdates {

  private final ComputationGraph network;
  private final Feed feed;
  private final StepLoss loss;
  private final LearningRate learningRate;
  private final GlobalNormClipping clipping;

  /**
   * Updates of a network.
   *
   * @param clipNorm largest global norm of the gradient; 0 for no clipping
   */
  public NetworkUpdates(
      ComputationGraph network, Feed feed, LearningRate learningRate, double clipNorm) {
    this.network = network;
    this.feed = feed;
    this.loss = loss(network);
    this.learningRate = learningRate;
    this.clipping = new GlobalNormClipping(clipNorm == 0 ? Double.POSITIVE_INFINITY : clipNorm);
    network.setListeners(clipping, new Watch());
  }

  private static StepLoss loss(ComputationGraph network) {
    Layer output = network.getOutputLayer(0).conf().getLayer();
    return (StepLoss) ((BaseOutputLayer) output).getLossFn();
  }

  /**
   * Makes one update.
   *
   * @throws DivergedException before the parameters are touched, if loss or gradient is not finite
   */
  public UpdateReport update(SequenceBatch batch) {
    double rate = learningRate.at(network.getIterationCount());
    network.fit(
        feed.features(batch), feed.labels(batch), feed.featureMasks(batch), feed.labelMasks(batch));
    network.clearLayerMaskArrays();
    long labelled = batch.labelsMask().sumNumber().longValue();
    return new UpdateReport(
        network.getIterationCount(),
        labelled == 0 ? 0 : network.score() * loss.getStepsPerBatch() / labelled,
        labelled,
        batch.featuresMask().sumNumber().longValue(),
        clipping.lastNorm(),
        rate);
  }

  /** Stands between the gradient and the updater. */
  private final class Watch extends BaseTrainingListener {

    @Override
    public void onGradientCalculation(Model model) {
      if (!Double.isFinite(clipping.lastNorm())) {
        throw new DivergedException("the gradient of " + firstBad(), next());
      }
      if (!Double.isFinite(network.score())) {
        throw new DivergedException("the loss", next());
      }
    }

    private long next() {
      return network.getIterationCount() + 1L;
    }

    private String firstBad() {
      for (Map.Entry<String, INDArray> entry :
          network.gradient().gradientForVariable().entrySet()) {
        if (!Double.isFinite(entry.getValue().norm2Number().doubleValue())) {
          return "parameter " + entry.getKey();
        }
      }
      return "the parameters";
    }
  }
}
