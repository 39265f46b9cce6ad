package org.unroll4j.validation.register.program;

import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.dl4j.Dl4jNetworks;

/** Three steps, of which the one in the middle is zero and therefore masked. */
public final class MaskedGapResetsState implements Program {

  @Override
  public Numbers run() {
    MultiLayerNetwork theirs =
        Small.network(
            new MaskZeroLayer.Builder().setUnderlying(Small.lstm()).setMaskValue(0).build(),
            Small.perStep(Small.UNITS));
    MultiLayerNetwork ours = Dl4jNetworks.withUnrollLayers(theirs);
    INDArray x = Nd4j.createFromArray(new double[][][] {{{0.7, 0, 0.3}, {-0.4, 0, 0.9}}});
    double expected = Arbiter.lstm(ours.getLayer(0).paramTable(), x, 0, 2);
    return new Numbers(lastOutput(theirs, x), lastOutput(ours, x), expected);
  }

  private static double lastOutput(MultiLayerNetwork network, INDArray x) {
    return network.feedForward(x, false).get(1).getDouble(0, 0, 2);
  }
}
