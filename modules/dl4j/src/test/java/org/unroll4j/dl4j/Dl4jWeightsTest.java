package org.unroll4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class Dl4jWeightsTest {

  private static final int F = 3;
  private static final int H = 2;

  @Test
  void blocksOfDeeplearning4jAreCandidateForgetOutputInput() {
    INDArray dl4j = Nd4j.createFromArray('g', 'g', 'f', 'f', 'o', 'o', 'i', 'i');
    INDArray ours = Nd4j.createFromArray('i', 'i', 'f', 'f', 'g', 'g', 'o', 'o');

    assertThat(Dl4jLstmBlocks.toUnroll(dl4j).toIntVector()).isEqualTo(ours.toIntVector());
    assertThat(Dl4jLstmBlocks.toDl4j(ours).toIntVector()).isEqualTo(dl4j.toIntVector());
    INDArray rows = Nd4j.vstack(dl4j, dl4j.add(1));
    assertThat(Dl4jLstmBlocks.toUnroll(rows).getRow(1).toIntVector())
        .isEqualTo(ours.add(1).toIntVector());
  }

  @Test
  void thereAndBackChangesNothing() {
    var dl4j = runtime(new LSTM.Builder().activation(Activation.TANH).nIn(F).nOut(H).build());
    var ours = runtime(Kind.LSTM.layer(F, H));
    var back = runtime(new LSTM.Builder().activation(Activation.TANH).nIn(F).nOut(H).build());
    Networks.randomise(dl4j.params(), 5);

    Dl4jWeights.copy(dl4j, ours);
    Dl4jWeights.copy(ours, back);

    assertThat(back.params().squaredDistance(dl4j.params())).isZero();
    assertThat(ours.params().squaredDistance(dl4j.params())).isGreaterThan(0.1);
  }

  @Test
  @SuppressWarnings("deprecation")
  void peepholesOfDeeplearning4jAreForgetOutputInput() {
    var graves =
        runtime(
            new org.deeplearning4j.nn.conf.layers.GravesLSTM.Builder()
                .activation(Activation.TANH)
                .nIn(F)
                .nOut(H)
                .build());
    var ours = runtime(Kind.LSTM_PEEPHOLES.layer(F, H));
    Networks.randomise(graves.params(), 5);
    Dl4jWeights.copy(graves, ours);
    INDArray columns = graves.getParam("RW");
    INDArray peepholes = ours.getParam("P");
    for (int unit = 0; unit < H; unit++) {
      assertThat(peepholes.getDouble(unit)).isEqualTo(columns.getDouble(unit, 4 * H + 2));
      assertThat(peepholes.getDouble(H + unit)).isEqualTo(columns.getDouble(unit, 4 * H));
      assertThat(peepholes.getDouble(2 * H + unit)).isEqualTo(columns.getDouble(unit, 4 * H + 1));
    }
    INDArray before = graves.params().dup();
    graves.params().assign(0);
    Dl4jWeights.copy(ours, graves);
    assertThat(graves.params().distance2(before)).isZero();
  }

  @Test
  void oneBiasAndTwoComputeTheSame() {
    for (Kind[] pair :
        new Kind[][] {
          {Kind.LSTM, Kind.LSTM_TWO_BIASES}, {Kind.GRU_RESET_AFTER, Kind.GRU_TWO_BIASES}
        }) {
      MultiLayerNetwork one = network(pair[0].layer(F, H));
      MultiLayerNetwork two = network(pair[1].layer(F, H));
      INDArray x = Networks.random(2, 3, F, 5);
      Dl4jWeights.copy(one.getLayer(0), two.getLayer(0));
      assertThat(two.getParam("0_b2").amaxNumber().doubleValue()).isZero();
      assertThat(two.feedForward(x).get(1).distance2(one.feedForward(x).get(1))).isZero();

      Networks.randomise(two.params(), 7);
      Dl4jWeights.copy(two.getLayer(0), one.getLayer(0));
      assertThat(two.feedForward(x).get(1).distance2(one.feedForward(x).get(1))).isLessThan(1e-14);
    }
  }

  @Test
  @SuppressWarnings("deprecation")
  void whatDoesNotComputeTheSameIsRefusedByName() {
    var ours = runtime(Kind.LSTM.layer(F, H));
    assertThatThrownBy(
            () ->
                Dl4jWeights.copy(
                    runtime(
                        new org.deeplearning4j.nn.conf.layers.GravesLSTM.Builder()
                            .activation(Activation.TANH)
                            .nIn(F)
                            .nOut(H)
                            .build()),
                    ours))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no conversion from GravesLSTM to UnrollLstm (lstm); there are LSTM");
    assertThatThrownBy(
            () -> Dl4jWeights.copy(runtime(new LSTM.Builder().nIn(F).nOut(H).build()), ours))
        .hasMessage(
            "Dl4jWeights: LSTM: activation must be tanh for the two layers to compute the same,"
                + " but was sigmoid.");
    assertThatThrownBy(
            () ->
                Dl4jWeights.copy(
                    runtime(Kind.GRU_RESET_BEFORE.layer(F, H)),
                    runtime(Kind.GRU_RESET_AFTER.layer(F, H))))
        .hasMessage(
            "Dl4jWeights: there is no conversion from the cell gru-reset-before to the cell gru.");
    assertThatThrownBy(() -> Dl4jWeights.copy(runtime(Kind.LSTM.layer(F + 1, H)), ours))
        .hasMessageContaining("W must have shape [4, 8] in both layers");
    assertThatThrownBy(
            () ->
                Dl4jWeights.copy(
                    runtime(new SimpleRnn.Builder().hasLayerNorm(true).nIn(F).nOut(H).build()),
                    runtime(Kind.RNN_TANH.layer(F, H))))
        .hasMessageContaining("hasLayerNorm");
  }

  private static org.deeplearning4j.nn.api.Layer runtime(Layer layer) {
    return network(layer).getLayer(0);
  }

  private static MultiLayerNetwork network(Layer layer) {
    return Networks.network(Networks.perStep(H, 1, RNNFormat.NCW), layer);
  }
}
