package org.unroll4j.validation.register.program;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.unroll4j.dl4j.Dl4jNetworks;

/** The loss of one sequence of four steps. */
public final class LossIsASum implements Program {

  private static final int STEPS = 4;
  private static final INDArray X = Small.random(1, 1, Small.FEATURES, STEPS);
  private static final INDArray Y = Small.random(2, 1, 1, STEPS);

  @Override
  public Numbers run() {
    MultiLayerNetwork theirs = Small.network(Small.lstm(), Small.perStep(Small.UNITS));
    MultiLayerNetwork ours = Dl4jNetworks.withUnrollLayers(theirs);

    INDArray outputs = theirs.output(X);
    double meanSquaredError = 0;
    for (int t = 0; t < STEPS; t++) {
      double error = outputs.getDouble(0, 0, t) - Y.getDouble(0, 0, t);
      meanSquaredError += error * error / STEPS;
    }
    return new Numbers(
        theirs.score(new DataSet(X, Y)), ours.score(new DataSet(X, Y)) / STEPS, meanSquaredError);
  }
}
