package org.unroll4j.validation.register.program;

import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.dl4j.Dl4jWeights;
import org.unroll4j.dl4j.FinalState;
import org.unroll4j.dl4j.UnrollLstm;

/** The final state of both directions over three steps; its second half. */
public final class LastTimeStepOfBidirectional implements Program {

  @Override
  public Numbers run() {
    MultiLayerNetwork theirs =
        Small.network(
            new LastTimeStep(new Bidirectional(Small.lstm())), Small.perSequence(2 * Small.UNITS));
    UnrollLstm lstm = new UnrollLstm.Builder().nIn(Small.FEATURES).nOut(Small.UNITS).build();
    MultiLayerNetwork ours =
        Small.network(new FinalState(new Bidirectional(lstm)), Small.perSequence(2 * Small.UNITS));
    Dl4jWeights.copy(theirs.getLayer(0), ours.getLayer(0));

    INDArray x = Small.random(1, 1, Small.FEATURES, 3);
    double expected =
        Arbiter.lstm(Arbiter.reverseDirection(ours.getLayer(0).paramTable()), x, 2, 1, 0);
    return new Numbers(reverseHalf(theirs, x), reverseHalf(ours, x), expected);
  }

  private static double reverseHalf(MultiLayerNetwork network, INDArray x) {
    return network.feedForward(x, false).get(1).getDouble(0, Small.UNITS);
  }
}
