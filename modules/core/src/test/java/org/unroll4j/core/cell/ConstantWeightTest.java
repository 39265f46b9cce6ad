package org.unroll4j.core.cell;

import static java.lang.Math.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One step of one unit with hand-picked weights; the expectations are written out with {@code
 * Math}'s functions, block by block.
 */
class ConstantWeightTest {

  private static final double X = 2.0;
  private static final double H = 0.5;
  private static final double C = -0.25;

  @Test
  void rnnTanh() {
    // z = 2·0.3 + 0.1 + 0.5·(−0.4) = 0.5
    assertThat(rnn(RnnCell.Activation.TANH, 0.3)).isCloseTo(tanh(0.5), within(1e-15));
  }

  @Test
  void rnnReluPassesPositiveValuesAndStopsNegativeOnes() {
    // z = 2·0.3 + 0.1 − 0.2 = 0.5, and 2·(−0.3) + 0.1 − 0.2 = −0.7
    assertThat(rnn(RnnCell.Activation.RELU, 0.3)).isCloseTo(0.5, within(1e-15));
    assertThat(rnn(RnnCell.Activation.RELU, -0.3)).isZero();
  }

  @Test
  void lstm() {
    LstmParameters p =
        new LstmParameters(
            row(0.1, 0.2, 0.3, 0.4), row(-0.2, 0.6, 0.8, 1.0), vector(0.05, 1.0, -0.1, 0.2));
    LstmCell cell = new LstmCell();
    LstmState next =
        cell.forward(p, cell.project(p, scalar(X)), new LstmState(scalar(H), scalar(C))).state();

    double i = sigmoid(0.2 + 0.05 - 0.1);
    double f = sigmoid(0.4 + 1.0 + 0.3);
    double g = tanh(0.6 - 0.1 + 0.4);
    double o = sigmoid(0.8 + 0.2 + 0.5);
    double c = f * C + i * g;
    assertThat(next.cell().getDouble(0)).isCloseTo(c, within(1e-15));
    assertThat(next.hidden().getDouble(0)).isCloseTo(o * tanh(c), within(1e-15));
  }

  @Test
  void lstmWithPeepholes() {
    PeepholeLstmParameters p =
        new PeepholeLstmParameters(
            row(0.1, 0.2, 0.3, 0.4),
            row(-0.2, 0.6, 0.8, 1.0),
            vector(0.05, 1.0, -0.1, 0.2),
            vector(0.9, -0.7, 1.3));
    PeepholeLstmCell cell = new PeepholeLstmCell();
    LstmState next =
        cell.forward(p, cell.project(p, scalar(X)), new LstmState(scalar(H), scalar(C))).state();

    double i = sigmoid(0.2 + 0.05 - 0.1 + 0.9 * C);
    double f = sigmoid(0.4 + 1.0 + 0.3 - 0.7 * C);
    double g = tanh(0.6 - 0.1 + 0.4);
    double c = f * C + i * g;
    double o = sigmoid(0.8 + 0.2 + 0.5 + 1.3 * c);
    assertThat(next.cell().getDouble(0)).isCloseTo(c, within(1e-15));
    assertThat(next.hidden().getDouble(0)).isCloseTo(o * tanh(c), within(1e-15));
  }

  @Test
  void lstmWithAProjectionOfOneUnitToTwoColumns() {
    ProjectedLstmParameters p =
        new ProjectedLstmParameters(
            row(0.1, 0.2, 0.3, 0.4),
            vector(-0.2, 0.6, 0.8, 1.0, 0.5, -0.5, 0.25, -0.25).reshape(2, 4),
            vector(0.05, 1.0, -0.1, 0.2),
            row(2, -3));
    ProjectedLstmCell cell = new ProjectedLstmCell(2);
    LstmState next =
        cell.forward(p, cell.project(p, scalar(X)), new LstmState(row(H, 0.4), scalar(C))).state();

    double i = sigmoid(0.2 + 0.05 - 0.1 + 0.2);
    double f = sigmoid(0.4 + 1.0 + 0.3 - 0.2);
    double g = tanh(0.6 - 0.1 + 0.4 + 0.1);
    double o = sigmoid(0.8 + 0.2 + 0.5 - 0.1);
    double c = f * C + i * g;
    assertThat(next.cell().getDouble(0)).isCloseTo(c, within(1e-15));
    assertThat(next.hidden().toDoubleVector())
        .usingComparatorWithPrecision(1e-15)
        .containsExactly(2 * o * tanh(c), -3 * o * tanh(c));
  }

  @Test
  void gruWithResetAfterTheProduct() {
    double r = sigmoid(0.2 + 0.05 - 0.1);
    double z = sigmoid(0.4 - 0.3 + 0.3);
    double n = tanh(0.6 - 0.1 + r * (0.5 * 0.8 + 0.7));
    assertThat(gru(GruCell.Reset.AFTER_PRODUCT)).isCloseTo((1 - z) * n + z * H, within(1e-15));
  }

  @Test
  void gruWithResetBeforeTheProductDoesNotSeeTheSecondBias() {
    double r = sigmoid(0.2 + 0.05 - 0.1);
    double z = sigmoid(0.4 - 0.3 + 0.3);
    double n = tanh(0.6 - 0.1 + (r * H) * 0.8);
    assertThat(gru(GruCell.Reset.BEFORE_PRODUCT)).isCloseTo((1 - z) * n + z * H, within(1e-15));
  }

  @Test
  void aSaturatedForgetGateKeepsTheCellStateAndAClosedOneErasesIt() {
    LstmCell cell = new LstmCell();
    LstmParameters closedInput =
        new LstmParameters(row(0, 0, 0, 0), row(0, 0, 0, 0), vector(-1000, 1000, 0.5, 0));
    LstmParameters allClosed =
        new LstmParameters(row(0, 0, 0, 0), row(0, 0, 0, 0), vector(-1000, -1000, 0.5, 0));
    LstmState before = new LstmState(scalar(H), scalar(C));
    assertThat(cellAfter(cell, closedInput, before)).isEqualTo(C);
    assertThat(cellAfter(cell, allClosed, before)).isZero();
  }

  private static double cellAfter(LstmCell cell, LstmParameters p, LstmState before) {
    return cell.forward(p, cell.project(p, scalar(X)), before).state().cell().getDouble(0);
  }

  private static double rnn(RnnCell.Activation activation, double inputWeight) {
    RnnCell cell = new RnnCell(activation);
    RnnParameters p = new RnnParameters(scalar(inputWeight), scalar(-0.4), vector(0.1));
    return cell.forward(p, cell.project(p, scalar(X)), new HiddenState(scalar(H)))
        .state()
        .hidden()
        .getDouble(0);
  }

  private static double gru(GruCell.Reset reset) {
    GruCell cell = new GruCell(reset);
    GruParameters p =
        new GruParameters(
            row(0.1, 0.2, 0.3), row(-0.2, 0.6, 0.8), vector(0.05, -0.3, -0.1), vector(0.7));
    return cell.forward(p, cell.project(p, scalar(X)), new HiddenState(scalar(H)))
        .state()
        .hidden()
        .getDouble(0);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static INDArray scalar(double value) {
    return row(value);
  }

  private static INDArray row(double... values) {
    return vector(values).reshape(1, values.length);
  }

  private static INDArray vector(double... values) {
    return Nd4j.createFromArray(values).castTo(DataType.DOUBLE);
  }
}
