package org.unroll4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * What no layer can put right, because Deeplearning4j's networks and wrappers do it. These tests
 * describe release 1.0.0-M2.1; one that fails with another release is good news.
 */
class Dl4jLimitsTest {

  private static final int F = 2;
  private static final int H = 3;

  @Test
  void truncatedBackpropagationCutsFeaturesInsteadOfStepsInNwc() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            Networks.settings(DataType.DOUBLE, new Sgd(0.1))
                .list()
                .layer(Kind.LSTM.layer(F, H, RNNFormat.NWC))
                .layer(Networks.perStep(H, F, RNNFormat.NWC))
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(1)
                .build());
    network.init();
    assertThatThrownBy(() -> network.fit(Networks.random(1, 3, 5, F), Networks.random(2, 3, 5, F)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("input must have shape [N, T, F] (NWC) with F = 2 (nIn), but was");
  }

  @Test
  void bidirectionalOfLastTimeStepCannotBeTrained() {
    Layer inner = new UnrollLstm.Builder().nIn(F).nOut(H).updater(new Sgd(0)).build();
    MultiLayerNetwork network =
        Networks.network(
            Networks.perSequence(2 * H, 1), new Bidirectional(new LastTimeStep(inner)));
    assertThatThrownBy(() -> network.fit(Networks.random(1, 3, F, 5), Networks.random(2, 3, 1)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void anLstmOfDeeplearning4jForgetsItsDropoutInNwc() {
    assertThat(gradientError(new LSTM.Builder().activation(Activation.TANH), RNNFormat.NCW))
        .isLessThan(1e-7);
    assertThat(gradientError(new LSTM.Builder().activation(Activation.TANH), RNNFormat.NWC))
        .isGreaterThan(1e-3);
    assertThat(gradientError(new UnrollLstm.Builder(), RNNFormat.NWC)).isLessThan(1e-7);
  }

  private static double gradientError(
      org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer.Builder<?> builder, RNNFormat format) {
    Layer layer = builder.dropOut(new FixedDropout()).nIn(F).nOut(H).dataFormat(format).build();
    MultiLayerNetwork network = Networks.network(Networks.perStep(H, 1, format), layer);
    boolean ncw = format == RNNFormat.NCW;
    DataSet data =
        new DataSet(
            ncw ? Networks.random(2, 3, F, 5) : Networks.random(2, 3, 5, F),
            ncw ? Networks.random(3, 3, 1, 5) : Networks.random(3, 3, 5, 1));
    network.setInput(data.getFeatures());
    network.setLabels(data.getLabels());
    network.computeGradientAndScore();
    INDArray analytic = network.getFlattenedGradients().dup().divi(3);
    INDArray start = network.params().dup();
    INDArray direction = Networks.random(9, start.shape());
    network.params().assign(start.add(direction.mul(1e-5)));
    double above = network.score(data, true);
    network.params().assign(start.sub(direction.mul(1e-5)));
    double below = network.score(data, true);
    double expected = analytic.reshape(start.shape()).mul(direction).sumNumber().doubleValue();
    return Math.abs((above - below) / 2e-5 - expected);
  }
}
