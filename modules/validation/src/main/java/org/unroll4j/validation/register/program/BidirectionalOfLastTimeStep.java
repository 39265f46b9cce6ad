package org.unroll4j.validation.register.program;

import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.unroll4j.dl4j.FinalState;
import org.unroll4j.dl4j.UnrollLstm;

/** The other way to the final state of both directions: how many updates it gets through. */
public final class BidirectionalOfLastTimeStep implements Program {

  @Override
  public Numbers run() {
    LSTM theirs =
        new LSTM.Builder()
            .nIn(Small.FEATURES)
            .nOut(Small.UNITS)
            .activation(Activation.TANH)
            .weightInit(WeightInit.XAVIER)
            .updater(new Sgd(0.1))
            .build();
    UnrollLstm ours = new UnrollLstm.Builder().nIn(Small.FEATURES).nOut(Small.UNITS).build();
    return new Numbers(
        updates(new Bidirectional(new LastTimeStep(theirs))),
        updates(new FinalState(new Bidirectional(ours))),
        1);
  }

  private static double updates(Layer layer) {
    MultiLayerNetwork network = Small.network(layer, Small.perSequence(2 * Small.UNITS));
    try {
      network.fit(Small.random(1, 1, Small.FEATURES, 3), Small.random(2, 1, 1));
    } catch (RuntimeException e) {
      return network.getIterationCount();
    }
    return network.getIterationCount();
  }
}
