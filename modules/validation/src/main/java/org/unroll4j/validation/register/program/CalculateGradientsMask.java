package org.unroll4j.validation.register.program;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Four valid steps, of which only the last has a label; the output bias's gradient. */
public final class CalculateGradientsMask implements Program {

  private static final INDArray X = Small.random(1, 1, Small.FEATURES, 4);
  private static final INDArray Y = Small.random(2, 1, 1, 4);
  private static final INDArray FEATURES_MASK = Small.row(1, 1, 1, 1);
  private static final INDArray LABELS_MASK = Small.row(0, 0, 0, 1);

  @Override
  public Numbers run() {
    MultiLayerNetwork network = Small.network(Small.lstm(), Small.perStep(Small.UNITS));
    double theirs =
        network
            .calculateGradients(X, Y, FEATURES_MASK, LABELS_MASK)
            .getFirst()
            .getGradientFor("1_b")
            .norm2Number()
            .doubleValue();

    network.setInput(X);
    network.setLabels(Y);
    network.setLayerMaskArrays(FEATURES_MASK, LABELS_MASK);
    network.computeGradientAndScore();
    double advised = network.gradient().getGradientFor("1_b").norm2Number().doubleValue();

    DataSet data = new DataSet(X, Y, FEATURES_MASK, LABELS_MASK);
    double differences =
        Arbiter.gradientNorm(network.getParam("1_b"), () -> network.score(data, false));
    return new Numbers(theirs, advised, differences);
  }
}
