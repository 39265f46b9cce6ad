package org.unroll4j.validation.register.program;

import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;
import org.unroll4j.dl4j.GlobalNormClipping;

/**
 * A threshold of 1 on a network of two layers. With plain gradient descent at rate 1 the length of
 * the step is the length of the gradient.
 */
public final class NoGlobalNormClipping implements Program {

  @Override
  public Numbers run() {
    MultiLayerNetwork theirs =
        network(
            Small.settings()
                .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                .gradientNormalizationThreshold(1));
    MultiLayerNetwork ours = network(Small.settings());
    ours.setListeners(new GlobalNormClipping(1));
    return new Numbers(lengthOfStep(theirs), lengthOfStep(ours), 1);
  }

  private static MultiLayerNetwork network(NeuralNetConfiguration.Builder settings) {
    return Small.network(
        settings.updater(new Sgd(1)).list(Small.lstm(), Small.perStep(Small.UNITS)));
  }

  private static double lengthOfStep(MultiLayerNetwork network) {
    INDArray before = network.params().dup();
    network.fit(Small.random(1, 1, Small.FEATURES, 9), Small.random(2, 1, 1, 9).mul(9));
    return network.params().distance2(before);
  }
}
