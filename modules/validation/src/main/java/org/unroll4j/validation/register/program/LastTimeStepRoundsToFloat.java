package org.unroll4j.validation.register.program;

import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.dl4j.Dl4jWeights;
import org.unroll4j.dl4j.FinalState;
import org.unroll4j.dl4j.UnrollLstm;

/** A network in DOUBLE, one sequence of two steps, padded on the right to three. */
public final class LastTimeStepRoundsToFloat implements Program {

  @Override
  public Numbers run() {
    MultiLayerNetwork theirs =
        Small.network(new LastTimeStep(Small.lstm()), Small.perSequence(Small.UNITS));
    UnrollLstm lstm = new UnrollLstm.Builder().nIn(Small.FEATURES).nOut(Small.UNITS).build();
    MultiLayerNetwork ours = Small.network(new FinalState(lstm), Small.perSequence(Small.UNITS));
    Dl4jWeights.copy(theirs.getLayer(0), ours.getLayer(0));

    INDArray x = Small.random(4, 1, Small.FEATURES, 3);
    double expected = Arbiter.lstm(ours.getLayer(0).paramTable(), x, 0, 1);
    return new Numbers(lastOutput(theirs, x), lastOutput(ours, x), expected);
  }

  private static double lastOutput(MultiLayerNetwork network, INDArray x) {
    network.setLayerMaskArrays(Small.row(1, 1, 0), null);
    return network.feedForward(x, false).get(1).getDouble(0, 0);
  }
}
