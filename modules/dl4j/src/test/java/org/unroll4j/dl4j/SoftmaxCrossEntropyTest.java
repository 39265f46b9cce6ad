package org.unroll4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** In float against Deeplearning4j in double, where it has more rows than one block too. */
class SoftmaxCrossEntropyTest {

  private static final int F = 3;
  private static final int H = 5;

  /** Rows T·N: 1, fewer than a block, some lanes, more blocks than lanes. */
  @ParameterizedTest
  @CsvSource({"1,1,2", "3,1,17", "7,5,3", "1,1025,2", "11,211,16", "37,131,3"})
  void gradientsAndLossAreRight(int batch, int steps, int classes) {
    for (boolean masked : new boolean[] {false, true}) {
      DataSet data = data(batch, steps, classes, masked && batch * steps > 1);
      MultiLayerNetwork right = network(DataType.DOUBLE, classes, theirs(), data);
      MultiLayerNetwork plain = network(DataType.FLOAT, classes, theirs(), data);
      MultiLayerNetwork fused = network(DataType.FLOAT, classes, ours(), data);
      assertThat(fused.score()).isCloseTo(right.score(), within(1e-6 * right.score() + 1e-6));
      Gradient expected = right.gradient();
      expected
          .gradientForVariable()
          .forEach(
              (key, truth) -> {
                double bound = 2 * error(plain.gradient().getGradientFor(key), truth) + 2e-6;
                assertThat(error(fused.gradient().getGradientFor(key), truth)).isLessThan(bound);
              });
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 1e-3f})
  void theLossIsClippedAndItsGradientIsNot(float clip) {
    INDArray z = Nd4j.createFromArray(new float[][] {{-60, 60, 0}, {60, -60, 0}});
    INDArray labels = Nd4j.createFromArray(new float[][] {{1, 0, 0}, {0.5f, 0, 0.5f}});
    LossMCXENT loss = new LossMCXENT(clip, null);
    INDArray gradient = z.dup();
    double[] sums = new double[3];
    double total =
        SoftmaxCrossEntropy.of(loss, gradient, labels, null).rows(0, 2, new float[3], sums);
    double first = clip == 0 ? 120 : -Math.log(clip);
    double second = clip == 0 ? 30 : -0.5 * (Math.log(1 - clip) + Math.log(clip));
    assertThat(total).isCloseTo(first + second, within(1e-4));
    assertThat(gradient.data().asFloat())
        .containsExactly(new float[] {-1, 1, 0, 0.5f, 0, -0.5f}, within(1e-6f));
    assertThat(sums).containsExactly(new double[] {-0.5, 1, -0.5}, within(1e-6));
  }

  @Test
  void theResultDoesNotDependOnChance() {
    DataSet data = data(37, 131, 3, true);
    INDArray first = network(DataType.FLOAT, 3, ours(), data).getFlattenedGradients().dup();
    for (int i = 0; i < 5; i++) {
      INDArray again = network(DataType.FLOAT, 3, ours(), data).getFlattenedGradients();
      assertThat(again.data().asFloat()).containsExactly(first.data().asFloat());
    }
  }

  private static RnnOutputLayer.Builder ours() {
    return new UnrollRnnOutput.Builder(LossFunction.MCXENT);
  }

  private static RnnOutputLayer.Builder theirs() {
    return new RnnOutputLayer.Builder(LossFunction.MCXENT);
  }

  private static double error(INDArray actual, INDArray truth) {
    INDArray difference = actual.castTo(DataType.DOUBLE).sub(truth);
    double largest = truth.amaxNumber().doubleValue();
    return difference.amaxNumber().doubleValue() / (largest == 0 ? 1 : largest);
  }

  private static DataSet data(int batch, int steps, int classes, boolean masked) {
    INDArray labels = Nd4j.create(DataType.DOUBLE, batch, classes, steps);
    for (int n = 0; n < batch; n++) {
      for (int t = 0; t < steps; t++) {
        labels.putScalar(n, (7 * n + 3 * t) % classes, t, 1);
      }
    }
    INDArray mask =
        masked ? Networks.random(4, batch, steps).gt(-0.5).castTo(DataType.DOUBLE) : null;
    if (masked) {
      mask.putScalar(0, 0, 0.5);
    }
    return new DataSet(Networks.random(2, batch, F, steps).mul(3), labels, null, mask);
  }

  /** Has computed the gradient. */
  private static MultiLayerNetwork network(
      DataType type, int classes, RnnOutputLayer.Builder head, DataSet data) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            Networks.settings(type, new Sgd(0))
                .list()
                .layer(new UnrollRnn.Builder().engine("reference").nIn(F).nOut(H).build())
                .layer(head.nIn(H).nOut(classes).activation(Activation.SOFTMAX).build())
                .build());
    network.init();
    network.params().assign(Networks.random(11, 1, network.numParams()));
    network.setInput(data.getFeatures().castTo(type));
    network.setLabels(data.getLabels().castTo(type));
    network.setLayerMaskArrays(null, data.getLabelsMaskArray());
    network.computeGradientAndScore();
    return network;
  }
}
