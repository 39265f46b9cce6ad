package org.unroll4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

class Dl4jNetworksTest {

  private static final int F = 3;
  private static final int H = 5;
  private static final INDArray X = Networks.random(2, 4, F, 6);

  @Test
  void aNetworkThereAndBack() {
    MultiLayerNetwork theirs =
        Networks.network(
            Networks.perSequence(2 * H, 2),
            lstm(F, H),
            new LastTimeStep(new Bidirectional(rnn(H, H))));
    INDArray before = theirs.params().dup();

    MultiLayerNetwork ours = Dl4jNetworks.withUnrollLayers(theirs);
    MultiLayerNetwork back = Dl4jNetworks.withDl4jLayers(ours);

    assertThat(ours.getLayer(0).conf().getLayer()).isInstanceOf(UnrollLstm.class);
    assertThat(ours.getLayer(1).conf().getLayer())
        .isInstanceOfSatisfying(
            Bidirectional.class, both -> assertThat(both.getBwd()).isInstanceOf(UnrollRnn.class));
    assertClose(ours.output(X), theirs.output(X));
    assertThat(back.params().distance2(before)).isZero();
    assertThat(back.getLayerWiseConfigurations()).isEqualTo(theirs.getLayerWiseConfigurations());
    assertThat(theirs.params().distance2(before)).isZero();
  }

  @Test
  void aGraphKeepsItsSettings() {
    Layer layer =
        new LSTM.Builder()
            .activation(Activation.TANH)
            .dropOut(0.7)
            .l2(0.01)
            .updater(new Adam(0.5))
            .forgetGateBiasInit(3)
            .nIn(F)
            .nOut(H)
            .build();
    ComputationGraph theirs =
        new ComputationGraph(
            Networks.settings(DataType.DOUBLE, new Adam(0.1))
                .graphBuilder()
                .addInputs("in")
                .addLayer("lstm", layer, "in")
                .addLayer("out", Networks.perStep(H, 2, RNNFormat.NCW), "lstm")
                .setOutputs("out")
                .build());
    theirs.init();
    Networks.randomise(theirs.params(), 11);

    ComputationGraph ours = Dl4jNetworks.withUnrollLayers(theirs);

    assertClose(ours.outputSingle(X), theirs.outputSingle(X));
    assertThat(ours.getLayer("lstm").conf().getLayer())
        .isInstanceOfSatisfying(
            UnrollLstm.class,
            lstm -> {
              assertThat(lstm.getForgetGateBiasInit()).isEqualTo(3);
              assertThat(lstm.getIDropout()).isNotNull();
              assertThat(lstm.getRegularization()).hasSize(1);
              assertThat(lstm.getIUpdater()).isEqualTo(new Adam(0.5));
            });
    assertThat(ours.getLayer("out").conf().getLayer()).isInstanceOf(UnrollRnnOutput.class);
    ComputationGraph back = Dl4jNetworks.withDl4jLayers(ours);
    assertThat(back.params().distance2(theirs.params())).isZero();
    assertThat(back.getLayer("out").conf().getLayer())
        .isEqualTo(theirs.getLayer("out").conf().getLayer());
  }

  @Test
  @SuppressWarnings("deprecation")
  void peepholesThereAndBack() {
    Layer graves =
        new org.deeplearning4j.nn.conf.layers.GravesLSTM.Builder()
            .activation(Activation.TANH)
            .forgetGateBiasInit(2)
            .nIn(F)
            .nOut(H)
            .build();
    MultiLayerNetwork theirs = Networks.network(Networks.perStep(H, 1, RNNFormat.NCW), graves);
    MultiLayerNetwork ours = Dl4jNetworks.withUnrollLayers(theirs);
    MultiLayerNetwork back = Dl4jNetworks.withDl4jLayers(ours);

    assertThat(ours.getLayer(0).conf().getLayer())
        .isInstanceOfSatisfying(UnrollLstm.class, l -> assertThat(l.isPeepholes()).isTrue());
    assertClose(ours.output(X), theirs.output(X));
    assertThat(back.params().distance2(theirs.params())).isZero();
    assertThat(back.getLayerWiseConfigurations()).isEqualTo(theirs.getLayerWiseConfigurations());
  }

  @Test
  void twoBiasesBecomeTheirSum() {
    MultiLayerNetwork ours =
        Networks.network(Networks.perStep(H, 1, RNNFormat.NCW), Kind.LSTM_TWO_BIASES.layer(F, H));
    assertClose(Dl4jNetworks.withDl4jLayers(ours).output(X), ours.output(X));
  }

  @Test
  void whatHasNoCounterpartIsRefusedByName() {
    MultiLayerNetwork projected =
        Networks.network(Networks.perStep(H, 1, RNNFormat.NCW), Kind.LSTM_PROJECTED.layer(F, H));
    assertThatThrownBy(() -> Dl4jNetworks.withDl4jLayers(projected))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("UnrollLstm with a projection has no counterpart");
    MultiLayerNetwork gru =
        Networks.network(Networks.perStep(H, 1, RNNFormat.NCW), Kind.GRU_RESET_AFTER.layer(F, H));
    assertThatThrownBy(() -> Dl4jNetworks.withDl4jLayers(gru))
        .hasMessageContaining("UnrollGru has no counterpart");
    MultiLayerNetwork sigmoid =
        Networks.network(
            Networks.perStep(H, 1, RNNFormat.NCW), new LSTM.Builder().nIn(F).nOut(H).build());
    assertThatThrownBy(() -> Dl4jNetworks.withUnrollLayers(sigmoid))
        .hasMessage("UnrollLstm: activation must be tanh, but was sigmoid.");
  }

  private static Layer lstm(int inputs, int units) {
    return new LSTM.Builder().activation(Activation.TANH).nIn(inputs).nOut(units).build();
  }

  private static Layer rnn(int inputs, int units) {
    return new SimpleRnn.Builder().activation(Activation.RELU).nIn(inputs).nOut(units).build();
  }

  private static void assertClose(INDArray actual, INDArray expected) {
    assertThat(actual.sub(expected).amaxNumber().doubleValue()).isLessThan(1e-12);
  }
}
