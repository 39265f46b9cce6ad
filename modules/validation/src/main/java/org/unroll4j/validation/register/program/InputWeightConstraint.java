package org.unroll4j.validation.register.program;

import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.unroll4j.dl4j.UnrollLstm;

/** A bound on the norm of the input weights' columns, and the largest one after an update. */
public final class InputWeightConstraint implements Program {

  private static final double BOUND = 0.05;

  @Override
  public Numbers run() {
    Layer theirs =
        new LSTM.Builder()
            .nIn(Small.FEATURES)
            .nOut(Small.UNITS)
            .activation(Activation.TANH)
            .constrainInputWeights(new MaxNormConstraint(BOUND, 0))
            .build();
    Layer ours =
        new UnrollLstm.Builder()
            .nIn(Small.FEATURES)
            .nOut(Small.UNITS)
            .constrainInputWeights(new MaxNormConstraint(BOUND, 0))
            .build();
    return new Numbers(largestNorm(theirs), largestNorm(ours), BOUND);
  }

  private static double largestNorm(Layer layer) {
    MultiLayerNetwork network = Small.network(layer, Small.perStep(Small.UNITS));
    network.fit(Small.random(1, 1, Small.FEATURES, 4), Small.random(2, 1, 1, 4));
    return network.getParam("0_W").norm2(0).maxNumber().doubleValue();
  }
}
