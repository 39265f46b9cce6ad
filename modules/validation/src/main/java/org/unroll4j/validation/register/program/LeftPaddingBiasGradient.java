package org.unroll4j.validation.register.program;

import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.unroll4j.dl4j.Dl4jWeights;
import org.unroll4j.dl4j.FinalState;
import org.unroll4j.dl4j.UnrollLstm;

/** One sequence of two steps, padded on the left to four, and the last output's gradient. */
public final class LeftPaddingBiasGradient implements Program {

  private static final INDArray X = Small.random(1, 1, Small.FEATURES, 4);
  private static final INDArray Y = Small.random(2, 1, 1).mul(3);
  private static final INDArray MASK = Small.row(0, 0, 1, 1);

  @Override
  public Numbers run() {
    MultiLayerNetwork theirs =
        Small.network(new LastTimeStep(Small.lstm()), Small.perSequence(Small.UNITS));
    UnrollLstm lstm = new UnrollLstm.Builder().nIn(Small.FEATURES).nOut(Small.UNITS).build();
    MultiLayerNetwork ours = Small.network(new FinalState(lstm), Small.perSequence(Small.UNITS));
    Dl4jWeights.copy(theirs.getLayer(0), ours.getLayer(0));

    DataSet data = new DataSet(X, Y, MASK, null);
    double differences = Arbiter.gradientNorm(ours.getParam("0_b"), () -> ours.score(data, false));
    return new Numbers(biasGradient(theirs), biasGradient(ours), differences);
  }

  private static double biasGradient(MultiLayerNetwork network) {
    network.setInput(X);
    network.setLabels(Y);
    network.setLayerMaskArrays(MASK, null);
    network.computeGradientAndScore();
    return network.gradient().getGradientFor("0_b").norm2Number().doubleValue();
  }
}
