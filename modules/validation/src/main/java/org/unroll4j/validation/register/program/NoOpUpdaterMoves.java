package org.unroll4j.validation.register.program;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;

/** How far one update moves the parameters if the updater is called no operation. */
public final class NoOpUpdaterMoves implements Program {

  @Override
  public Numbers run() {
    return new Numbers(lengthOfStep(new NoOp()), lengthOfStep(new Sgd(0)), 0);
  }

  private static double lengthOfStep(IUpdater updater) {
    MultiLayerNetwork network =
        Small.network(
            Small.settings().updater(updater).list(Small.lstm(), Small.perStep(Small.UNITS)));
    INDArray before = network.params().dup();
    network.fit(Small.random(1, 1, Small.FEATURES, 4), Small.random(2, 1, 1, 4));
    return network.params().distance2(before);
  }
}
