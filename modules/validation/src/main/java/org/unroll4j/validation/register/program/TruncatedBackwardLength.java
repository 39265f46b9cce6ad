package org.unroll4j.validation.register.program;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.dl4j.UnrollLstm;

/**
 * Four steps, of which only the first has an input. A way back of two steps does not reach it, so
 * the last error says nothing about the input weights.
 */
public final class TruncatedBackwardLength implements Program {

  @Override
  public Numbers run() {
    Layer ours = new UnrollLstm.Builder().nIn(Small.FEATURES).nOut(Small.UNITS).build();
    return new Numbers(lastGradient(Small.lstm(), 4, 2), lastGradient(ours, 2, 2), 0);
  }

  private static double lastGradient(Layer layer, int forward, int backward) {
    MultiLayerNetwork network =
        Small.network(
            Small.settings()
                .list(layer, Small.perStep(Small.UNITS))
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTForwardLength(forward)
                .tBPTTBackwardLength(backward));
    List<Double> norms = new ArrayList<>();
    network.setListeners(
        new BaseTrainingListener() {
          @Override
          public void onGradientCalculation(Model model) {
            norms.add(model.gradient().getGradientFor("0_W").norm2Number().doubleValue());
          }
        });
    INDArray x = Nd4j.createFromArray(new double[][][] {{{0.7, 0, 0, 0}, {-0.4, 0, 0, 0}}});
    network.fit(x, Small.random(2, 1, 1, 4));
    return norms.get(norms.size() - 1);
  }
}
