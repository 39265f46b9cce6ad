package org.unroll4j.validation.register.program;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.dl4j.Dl4jNetworks;

/** One sequence of four steps, of which the mask says that the first does not exist. */
public final class LstmIgnoresMask implements Program {

  @Override
  public Numbers run() {
    MultiLayerNetwork theirs = Small.network(Small.lstm(), Small.perStep(Small.UNITS));
    MultiLayerNetwork ours = Dl4jNetworks.withUnrollLayers(theirs);
    INDArray x = Small.random(1, 1, Small.FEATURES, 4);
    INDArray mask = Small.row(0, 1, 1, 1);
    double expected = Arbiter.lstm(ours.getLayer(0).paramTable(), x, 1, 2, 3);
    return new Numbers(lastOutput(theirs, x, mask), lastOutput(ours, x, mask), expected);
  }

  private static double lastOutput(MultiLayerNetwork network, INDArray x, INDArray mask) {
    network.setLayerMaskArrays(mask, null);
    return network.feedForward(x, false).get(1).getDouble(0, 0, 3);
  }
}
