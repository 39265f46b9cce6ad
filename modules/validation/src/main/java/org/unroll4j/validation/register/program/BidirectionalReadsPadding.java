package org.unroll4j.validation.register.program;

import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.dl4j.Dl4jNetworks;

/** One sequence of two steps, padded on the right to four, read from its end to its start. */
public final class BidirectionalReadsPadding implements Program {

  @Override
  public Numbers run() {
    MultiLayerNetwork theirs =
        Small.network(new Bidirectional(Small.lstm()), Small.perStep(2 * Small.UNITS));
    MultiLayerNetwork ours = Dl4jNetworks.withUnrollLayers(theirs);
    INDArray x = Small.random(1, 1, Small.FEATURES, 4);
    INDArray mask = Small.row(1, 1, 0, 0);
    double expected =
        Arbiter.lstm(Arbiter.reverseDirection(ours.getLayer(0).paramTable()), x, 1, 0);
    return new Numbers(reverse(theirs, x, mask), reverse(ours, x, mask), expected);
  }

  private static double reverse(MultiLayerNetwork network, INDArray x, INDArray mask) {
    network.setLayerMaskArrays(mask, null);
    return network.feedForward(x, false).get(1).getDouble(0, Small.UNITS, 0);
  }
}
