package org.unroll4j.validation.register.program;

import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.dl4j.Dl4jNetworks;

/** An LSTM whose activation nobody has set, over two steps. */
public final class DefaultActivation implements Program {

  @Override
  public Numbers run() {
    Layer unset = new LSTM.Builder().nIn(Small.FEATURES).nOut(Small.UNITS).build();
    MultiLayerNetwork theirs = Small.network(unset, Small.perStep(Small.UNITS));
    MultiLayerNetwork ours =
        Dl4jNetworks.withUnrollLayers(Small.network(Small.lstm(), Small.perStep(Small.UNITS)));
    INDArray x = Small.random(1, 1, Small.FEATURES, 2);
    double expected = Arbiter.lstm(ours.getLayer(0).paramTable(), x, 0, 1);
    return new Numbers(lastOutput(theirs, x), lastOutput(ours, x), expected);
  }

  private static double lastOutput(MultiLayerNetwork network, INDArray x) {
    return network.feedForward(x, false).get(1).getDouble(0, 0, 1);
  }
}
