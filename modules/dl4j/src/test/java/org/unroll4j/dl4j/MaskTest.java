package org.unroll4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A step that the features mask takes out does not exist. Padding is random, biases are not zero.
 */
class MaskTest {

  private static final int F = 2;
  private static final int H = 3;

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aBareLayerHonoursTheFeaturesMask(Kind kind) {
    assertPaddingDoesNotExist(
        Networks.network(Networks.perStep(H, 1, RNNFormat.NCW), kind.layer(F, H), kind.layer(H, H)),
        2);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void bidirectionalIsNotTouchedByPadding(Kind kind) {
    assertPaddingDoesNotExist(
        Networks.network(
            Networks.perStep(2 * H, 1, RNNFormat.NCW), new Bidirectional(kind.layer(F, H))),
        1);
  }

  @Test
  void theLayersOfDeeplearning4jAreTouchedByPadding() {
    LSTM lstm = new LSTM.Builder().nIn(F).nOut(H).activation(Activation.TANH).build();
    assertThat(contamination(lstm, H)).as("bare LSTM, padded on the left").isGreaterThan(0.01);
    assertThat(contamination(new Bidirectional(lstm), 2 * H)).isGreaterThan(0.01);
    assertThat(contamination(Kind.LSTM.layer(F, H), H)).isZero();
    assertThat(contamination(new Bidirectional(Kind.LSTM.layer(F, H)), 2 * H)).isZero();
  }

  @Test
  void notANumberInThePaddingStaysThere() {
    MultiLayerNetwork network =
        Networks.network(Networks.perStep(H, 1, RNNFormat.NCW), Kind.GRU_RESET_AFTER.layer(F, H));
    INDArray x = padded(Padding.GAPS, Double.NaN);
    INDArray mask = Padding.GAPS.mask();

    network.setInput(x);
    network.setLabels(Networks.random(3, Padding.BATCH, 1, Padding.STEPS));
    network.setLayerMaskArrays(mask, mask);
    network.computeGradientAndScore();

    assertThat(network.score()).isFinite();
    assertThat(network.getFlattenedGradients().norm2Number().doubleValue()).isFinite();
  }

  @Test
  void aMaskOfAnotherShapeIsOneClearLine() {
    MultiLayerNetwork network =
        Networks.network(Networks.perStep(H, 1, RNNFormat.NCW), Kind.LSTM.layer(F, H));
    assertThatThrownBy(
            () -> network.output(Networks.random(1, 3, F, 5), false, Nd4j.ones(3, 4), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "UnrollLstm 'layer0': features mask must have shape [N, T] = [3, 5] like the input,"
                + " but was [3, 4].");
  }

  @Test
  void anInputOfAnotherShapeIsOneClearLine() {
    MultiLayerNetwork network =
        Networks.network(
            Networks.perStep(H, 1, RNNFormat.NWC), Kind.LSTM.layer(F, H, RNNFormat.NWC));
    assertThatThrownBy(() -> network.output(Networks.random(1, 3, F, 5)))
        .hasMessage(
            "UnrollLstm 'layer0': input must have shape [N, T, F] (NWC) with F = 2 (nIn),"
                + " but was [3, 2, 5].");
  }

  /** The hidden activations of every sequence are those that it has alone and without padding. */
  private static void assertPaddingDoesNotExist(MultiLayerNetwork network, int recurrentLayers) {
    for (Padding padding : Padding.values()) {
      INDArray x = padded(padding, 5);
      INDArray mask = padding.mask() == null ? Nd4j.ones(3, 5) : padding.mask();
      network.setLayerMaskArrays(mask, null);
      INDArray batch = network.feedForward(x, false).get(recurrentLayers);
      network.clearLayerMaskArrays();
      for (int n = 0; n < Padding.BATCH; n++) {
        int[] valid = validSteps(mask, n);
        INDArray alone =
            network.feedForward(Nd4j.stack(2, steps(x, n, valid)), false).get(recurrentLayers);
        for (int k = 0; k < valid.length; k++) {
          assertThat(step(batch, n, valid[k]).distance2(step(alone, 0, k))).isLessThan(1e-14);
        }
        INDArray kept = batch.slice(n).mulRowVector(mask.getRow(n).castTo(batch.dataType()));
        assertThat(kept.distance2(batch.slice(n))).as("outputs at masked steps").isZero();
      }
    }
  }

  /** How far the outputs at valid steps move when only the padding changes. */
  private static double contamination(Layer layer, int width) {
    MultiLayerNetwork network = Networks.network(Networks.perStep(width, 1, RNNFormat.NCW), layer);
    double[][] kept = {{0, 1, 1, 1, 0}, {1, 1, 1, 1, 0}, {0, 0, 1, 1, 0}};
    INDArray mask = Nd4j.createFromArray(kept);
    INDArray x = Networks.random(2, 3, F, 5);
    INDArray other = x.dup();
    for (int n = 0; n < 3; n++) {
      for (int t = 0; t < 5; t++) {
        for (int f = 0; f < F && kept[n][t] == 0; f++) {
          other.putScalar(new int[] {n, f, t}, 3 - f);
        }
      }
    }
    INDArray a = network.output(x, false, mask, null);
    INDArray b = network.output(other, false, mask, null);
    INDArray difference = a.sub(b).mul(mask.reshape(3, 1, 5));
    return difference.norm2Number().doubleValue();
  }

  private static INDArray padded(Padding padding, double rubbish) {
    INDArray x = Networks.random(2, Padding.BATCH, F, Padding.STEPS);
    for (int n = 0; n < Padding.BATCH && padding.mask() != null; n++) {
      for (int t = 0; t < Padding.STEPS; t++) {
        for (int f = 0; f < F && padding.mask().getDouble(n, t) == 0; f++) {
          x.putScalar(new int[] {n, f, t}, rubbish * (f + 1));
        }
      }
    }
    return x;
  }

  private static int[] validSteps(INDArray mask, int n) {
    return java.util.stream.IntStream.range(0, Padding.STEPS)
        .filter(t -> mask.getDouble(n, t) != 0)
        .toArray();
  }

  private static INDArray[] steps(INDArray x, int n, int[] steps) {
    INDArray[] columns = new INDArray[steps.length];
    for (int k = 0; k < steps.length; k++) {
      columns[k] = step(x, n, steps[k]).reshape(1, x.size(1));
    }
    return columns;
  }

  private static INDArray step(INDArray x, int n, int t) {
    return x.get(NDArrayIndex.point(n), NDArrayIndex.all(), NDArrayIndex.point(t)).dup();
  }
}
