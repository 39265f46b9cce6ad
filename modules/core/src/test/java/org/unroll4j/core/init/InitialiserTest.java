package org.unroll4j.core.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.LstmGate;
import org.unroll4j.core.cell.LstmParameters;
import org.unroll4j.core.cell.ProjectedLstmCell;
import org.unroll4j.core.cell.ProjectedLstmParameters;

class InitialiserTest {

  @Test
  void uniformFillsItsRangeForWeightsAndBiases() {
    LstmParameters p = draw(new UniformInitialiser(), 13, 49, 1);
    p.named()
        .forEach(
            (name, array) -> {
              assertThat(array.amaxNumber().doubleValue()).as(name).isBetween(0.13, 1 / 7.0);
              assertThat(array.meanNumber().doubleValue()).as(name).isCloseTo(0, within(0.02));
            });
  }

  @Test
  void recurrentBlocksAreOrthogonalAndOnlyTheForgetGateHasABias() {
    LstmParameters p = draw(new GlorotOrthogonalInitialiser(), 5, 17, 2);
    for (LstmGate gate : LstmGate.values()) {
      long from = gate.ordinal() * 17L;
      INDArray r =
          p.recurrentWeights().get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + 17));
      INDArray identity = r.transpose().mmul(r).sub(Nd4j.eye(17).castTo(DataType.DOUBLE));
      assertThat(identity.amaxNumber().doubleValue()).isLessThan(1e-12);
      INDArray b = p.bias().get(NDArrayIndex.interval(from, from + 17));
      double expected = gate == LstmGate.FORGET ? 1 : 0;
      assertThat(b.minNumber().doubleValue()).isEqualTo(expected);
      assertThat(b.maxNumber().doubleValue()).isEqualTo(expected);
    }
    assertThat(p.inputWeights().amaxNumber().doubleValue())
        .isBetween(0.9 * Math.sqrt(6.0 / 22), Math.sqrt(6.0 / 22));
  }

  @Test
  void aSeedRepeatsInEveryTypeAndAnotherDiffers() {
    for (Initialiser initialiser :
        new Initialiser[] {new UniformInitialiser(), new GlorotOrthogonalInitialiser()}) {
      INDArray first = draw(initialiser, 3, 4, 7).recurrentWeights();
      INDArray again = draw(initialiser, 3, 4, 7).recurrentWeights();
      INDArray other = draw(initialiser, 3, 4, 8).recurrentWeights();
      assertThat(first.sub(again).amaxNumber().doubleValue()).isZero();
      assertThat(first.sub(other).amaxNumber().doubleValue()).isPositive();
      INDArray single =
          initialiser
              .draw(new LstmCell(), 3, 4, DataType.FLOAT, new SplittableRandom(7))
              .recurrentWeights();
      assertThat(single.castTo(DataType.DOUBLE).sub(first).amaxNumber().doubleValue())
          .isLessThan(1e-6);
    }
  }

  @Test
  void aCellWithoutForgetGateStartsWithoutBias() {
    assertThat(
            new GlorotOrthogonalInitialiser()
                .draw(new GruCell(), 3, 4, DataType.DOUBLE, new SplittableRandom(1))
                .bias()
                .amaxNumber()
                .doubleValue())
        .isZero();
  }

  @Test
  void recurrentWeightsOfAProjectionHaveOrthonormalRowsAndTheProjectionIsDrawn() {
    ProjectedLstmParameters p =
        new GlorotOrthogonalInitialiser()
            .draw(new ProjectedLstmCell(3), 2, 5, DataType.DOUBLE, new SplittableRandom(1));
    INDArray r = p.recurrentWeights().get(NDArrayIndex.all(), NDArrayIndex.interval(5, 10));
    INDArray identity = r.mmul(r.transpose()).sub(Nd4j.eye(3).castTo(DataType.DOUBLE));
    assertThat(identity.amaxNumber().doubleValue()).isLessThan(1e-12);
    assertThat(p.projection().amaxNumber().doubleValue())
        .isBetween(0.5 * Math.sqrt(6.0 / 8), Math.sqrt(6.0 / 8));
    assertThat(p.bias().sumNumber().doubleValue()).isEqualTo(5);
  }

  private static LstmParameters draw(Initialiser initialiser, int f, int h, long seed) {
    return initialiser.draw(new LstmCell(), f, h, DataType.DOUBLE, new SplittableRandom(seed));
  }
}
