package org.unroll4j.validation.register.program;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.unroll4j.dl4j.Dl4jNetworks;

/** One sequence of two steps in two segments; the gradient of the second one's loss. */
public final class TruncatedGradient implements Program {

  private static final INDArray X = Small.random(1, 1, Small.FEATURES, 2);
  private static final INDArray Y = Small.random(2, 1, 1, 2).mul(9);

  @Override
  public Numbers run() {
    MultiLayerNetwork theirs =
        Small.network(
            Small.settings()
                .list(Small.lstm(), Small.perStep(Small.UNITS))
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(1));
    MultiLayerNetwork ours = Dl4jNetworks.withUnrollLayers(theirs);
    return new Numbers(secondGradient(theirs), secondGradient(ours), differences(theirs));
  }

  private static double secondGradient(MultiLayerNetwork network) {
    List<Double> norms = new ArrayList<>();
    network.setListeners(
        new BaseTrainingListener() {
          @Override
          public void onGradientCalculation(Model model) {
            norms.add(model.gradient().getGradientFor("0_RW").norm2Number().doubleValue());
          }
        });
    network.fit(X, Y);
    return norms.get(1);
  }

  /** The state after the first segment is computed once and stays as it is. */
  private static double differences(MultiLayerNetwork network) {
    network.rnnClearPreviousState();
    network.rnnActivateUsingStoredState(step(X, 0), false, true);
    return Arbiter.gradientNorm(
        network.getParam("0_RW"),
        () -> {
          List<INDArray> layers = network.rnnActivateUsingStoredState(step(X, 1), false, false);
          INDArray error = layers.get(layers.size() - 1).sub(step(Y, 1));
          return error.mul(error).sumNumber().doubleValue();
        });
  }

  private static INDArray step(INDArray array, int t) {
    return array.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(t, t + 1)).dup();
  }
}
