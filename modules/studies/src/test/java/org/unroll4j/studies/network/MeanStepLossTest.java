package org.unroll4j.studies.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MeanStepLossTest {

  private static final int STEPS = 7;
  private static final ActivationSigmoid SIGMOID = new ActivationSigmoid();

  private final MeanStepLoss loss = new MeanStepLoss(4);
  private final SplittableRandom random = new SplittableRandom(5);
  private final INDArray z = column(random.doubles(STEPS, -3, 3).toArray());
  private final INDArray labels = column(0, 1, 1, 0, 1, 0, 1);
  private final INDArray mask = column(1, 0, 1, 1, 0, 1, 1);

  private static INDArray column(double... values) {
    return Nd4j.createFromArray(values).reshape(values.length, 1);
  }

  private double score(INDArray preOutput) {
    return loss.computeScore(labels, preOutput, SIGMOID, mask, false);
  }

  @Test
  void sumsOverLabelledStepsAndDividesByTheMeanPerBatch() {
    double sum = 0;
    for (int i = 0; i < STEPS; i++) {
      double p = 1 / (1 + Math.exp(-z.getDouble(i)));
      sum -= mask.getDouble(i) * Math.log(labels.getDouble(i) == 1 ? p : 1 - p);
    }
    assertThat(score(z)).isCloseTo(sum / 4, within(1e-12));
    INDArray perStep = loss.computeScoreArray(labels, z, SIGMOID, mask);
    assertThat(perStep.sumNumber().doubleValue()).isCloseTo(sum / 4, within(1e-12));
  }

  @Test
  void gradientAgreesWithCentralDifferences() {
    INDArray gradient = loss.computeGradient(labels, z, SIGMOID, mask);
    double h = 1e-5;
    for (int i = 0; i < STEPS; i++) {
      INDArray up = z.dup();
      INDArray down = z.dup();
      up.putScalar(i, 0, z.getDouble(i) + h);
      down.putScalar(i, 0, z.getDouble(i) - h);
      assertThat(gradient.getDouble(i))
          .isCloseTo((score(up) - score(down)) / (2 * h), within(1e-9));
    }
  }

  @Test
  void isFiniteWhereTheSigmoidIsSaturated() {
    INDArray far = column(-900, 900, -900, 900, 0, 50, -50).castTo(DataType.FLOAT);
    INDArray y = labels.castTo(DataType.FLOAT);
    double expected = (900 + 900 + 50 + 50) / 4.0;
    assertThat(loss.computeScore(y, far, SIGMOID, mask, false)).isCloseTo(expected, within(1e-3));
    assertThat(loss.computeGradient(y, far, SIGMOID, mask).norm2Number().doubleValue())
        .isCloseTo(Math.sqrt(4) / 4, within(1e-6));
  }

  @Test
  void isZeroWithoutLabels() {
    INDArray none = mask.mul(0);
    assertThat(loss.computeScore(labels, z, SIGMOID, none, false)).isZero();
    assertThat(loss.computeGradient(labels, z, SIGMOID, none).norm2Number().doubleValue()).isZero();
  }

  @Test
  void doesNotModifyItsInputs() {
    double before = z.sumNumber().doubleValue();
    double labelsBefore = labels.sumNumber().doubleValue();
    loss.computeGradientAndScore(labels, z, SIGMOID, mask, false);
    assertThat(z.sumNumber().doubleValue()).isEqualTo(before);
    assertThat(labels.sumNumber().doubleValue()).isEqualTo(labelsBefore);
    assertThat(mask.sumNumber().doubleValue()).isEqualTo(5);
  }

  @Test
  void refusesOtherActivations() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loss.computeScore(labels, z, new ActivationIdentity(), mask, false))
        .withMessageContaining("needs the activation sigmoid");
  }
}
