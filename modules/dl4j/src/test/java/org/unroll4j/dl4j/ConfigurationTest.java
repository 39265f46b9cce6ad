package org.unroll4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

class ConfigurationTest {

  @ParameterizedTest
  @EnumSource(Kind.class)
  void jsonAndYamlThereAndBack(Kind kind) {
    MultiLayerConfiguration configuration =
        Networks.settings(DataType.FLOAT, new Adam(0.01))
            .list()
            .layer(
                kind.builder()
                    .engine("reference")
                    .recurrentDropout(0.3)
                    .dropOut(0.8)
                    .l2(1e-3)
                    .weightInitRecurrent(WeightInit.IDENTITY)
                    .nIn(3)
                    .nOut(5)
                    .dataFormat(RNNFormat.NWC)
                    .build())
            .layer(new Bidirectional(kind.layer(5, 3, RNNFormat.NWC)))
            .layer(new FinalState(kind.layer(6, 3, RNNFormat.NWC)))
            .layer(Networks.perSequence(3, 2))
            .build();

    MultiLayerConfiguration json = MultiLayerConfiguration.fromJson(configuration.toJson());
    MultiLayerConfiguration yaml = MultiLayerConfiguration.fromYaml(configuration.toYaml());

    assertThat(json).isEqualTo(configuration);
    assertThat(yaml).isEqualTo(configuration);
    assertThat(json.hashCode()).isEqualTo(configuration.hashCode());
    UnrollLayer layer = (UnrollLayer) json.getConf(0).getLayer();
    assertThat(layer.getEngine()).isEqualTo("reference");
    assertThat(layer.getRecurrentDropout()).isEqualTo(0.3);
    assertThat(layer.binding().cell())
        .isEqualTo(((UnrollLayer) configuration.getConf(0).getLayer()).binding().cell());
  }

  @Test
  void graphsInJson() {
    ComputationGraphConfiguration configuration =
        Networks.settings(DataType.FLOAT, new Sgd(0.1))
            .graphBuilder()
            .addInputs("in")
            .addLayer("gru", new LastTimeStep(Kind.GRU_RESET_BEFORE.layer(2, 3)), "in")
            .addLayer("out", Networks.perSequence(3, 1), "gru")
            .setOutputs("out")
            .build();
    assertThat(ComputationGraphConfiguration.fromJson(configuration.toJson()))
        .isEqualTo(configuration);
  }

  @Test
  void configurationsThatDifferAreNotEqual() {
    assertThat(Kind.GRU_RESET_AFTER.layer(2, 3)).isNotEqualTo(Kind.GRU_RESET_BEFORE.layer(2, 3));
    assertThat(Kind.RNN_TANH.layer(2, 3)).isNotEqualTo(Kind.RNN_RELU.layer(2, 3));
    UnrollLayer lstm = Kind.LSTM.layer(2, 3);
    assertThat(Kind.LSTM.layer(2, 3))
        .isEqualTo(lstm)
        .isNotEqualTo(new UnrollLstm.Builder().forgetGateBiasInit(3).nIn(2).nOut(3).build())
        .isNotEqualTo(new UnrollLstm.Builder().engine("reference").nIn(2).nOut(3).build())
        .isNotEqualTo(new UnrollLstm.Builder().recurrentDropout(0.1).nIn(2).nOut(3).build())
        .isNotEqualTo(Kind.LSTM_PEEPHOLES.layer(2, 3))
        .isNotEqualTo(Kind.LSTM_PROJECTED.layer(2, 3))
        .isNotEqualTo(Kind.LSTM_TWO_BIASES.layer(2, 3));
  }

  @Test
  void configurationsFromBeforeTheseSettingsStillLoad() {
    UnrollLayer lstm = Kind.LSTM.layer(2, 3);
    MultiLayerConfiguration configuration =
        Networks.network(Networks.perStep(3, 1, RNNFormat.NCW), lstm).getLayerWiseConfigurations();
    String json = configuration.toJson();
    String older =
        json.replaceAll("\"(twoBiases|recurrentDropout|peepholes|projectedFrom)\" : [^,]*,?", "");
    assertThat(older).isNotEqualTo(json);
    assertThat(MultiLayerConfiguration.fromJson(older)).isEqualTo(configuration);
  }

  @Test
  void settingsThatExcludeOneAnotherAreRefused() {
    assertThatThrownBy(
            () -> new UnrollLstm.Builder().peepholes().projectedFrom(5).nIn(2).nOut(3).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "UnrollLstm: there is no LSTM with both peepholes() and projectedFrom(5); leave one of"
                + " them out.");
    assertThatThrownBy(() -> new UnrollLstm.Builder().projectedFrom(-1))
        .hasMessageContaining("projectedFrom is the number of units");
    assertThatThrownBy(() -> new UnrollGru.Builder().recurrentDropout(1))
        .hasMessage(
            "Dropout: recurrentRate is the probability of dropping and must lie in [0, 1), but was"
                + " 1.0.");
  }

  @Test
  void aProjectionGivesItsOutputsToTheNextLayer() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            Networks.settings(DataType.DOUBLE, new Sgd(0.1))
                .list()
                .layer(new UnrollLstm.Builder().projectedFrom(7).biasInit(0.5).nOut(3).build())
                .layer(new Bidirectional(new UnrollLstm.Builder().projectedFrom(5).nOut(2).build()))
                .layer(Networks.perStep(4, 1, RNNFormat.NCW))
                .setInputType(InputType.recurrent(2))
                .build());
    network.init();
    assertThat(network.getParam("0_W").shape()).containsExactly(2, 28);
    assertThat(network.getParam("0_RW").shape()).containsExactly(3, 28);
    assertThat(network.getParam("0_WR").shape()).containsExactly(7, 3);
    assertThat(network.getParam("1_fW").shape()).containsExactly(3, 20);
    assertThat(network.getParam("0_b").sumNumber().doubleValue()).isEqualTo(7 + 21 * 0.5);
    assertThat(network.output(Networks.random(1, 3, 2, 4)).shape()).containsExactly(3, 1, 4);
  }

  @Test
  void inputSizesFollowFromTheInputType() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            Networks.settings(DataType.FLOAT, new Sgd(0.1))
                .list()
                .layer(new UnrollLstm.Builder().nOut(5).build())
                .layer(new UnrollGru.Builder().nOut(3).build())
                .layer(Networks.perStep(3, 2, RNNFormat.NCW))
                .setInputType(InputType.recurrent(7))
                .build());
    network.init();
    assertThat(network.getLayer(0).getParam("W").shape()).containsExactly(7, 20);
    assertThat(network.getLayer(1).getParam("W").shape()).containsExactly(5, 9);
    assertThat(
            network
                .getLayerWiseConfigurations()
                .getMemoryReport(InputType.recurrent(7, 4))
                .toString())
        .contains("UnrollLstm");
  }

  @Test
  void parametersLieInTheFlatVectorInTheDocumentedOrder() {
    MultiLayerNetwork network =
        Networks.network(Networks.perStep(3, 1, RNNFormat.NCW), Kind.GRU_RESET_AFTER.layer(2, 3));
    assertThat(network.getLayer(0).paramTable()).containsOnlyKeys("W", "RW", "b", "bR");
    INDArray flat = network.params().reshape(network.numParams());
    INDArray w = network.getLayer(0).getParam("W");
    INDArray rw = network.getLayer(0).getParam("RW");
    assertThat(flat.getDouble(0)).isEqualTo(w.getDouble(0, 0));
    assertThat(flat.getDouble(1)).isEqualTo(w.getDouble(1, 0));
    assertThat(flat.getDouble(2 * 9 + 1)).isEqualTo(rw.getDouble(1, 0));
    assertThat(flat.getDouble(2 * 9 + 3 * 9)).isEqualTo(network.getParam("0_b").getDouble(0));
    assertThat(flat.getDouble(2 * 9 + 3 * 9 + 9)).isEqualTo(network.getParam("0_bR").getDouble(0));
    assertThat(
            Networks.network(
                    Networks.perStep(3, 1, RNNFormat.NCW), Kind.GRU_RESET_BEFORE.layer(2, 3))
                .getLayer(0)
                .paramTable())
        .containsOnlyKeys("W", "RW", "b");
  }

  @Test
  void weightsStartAsTheConfigurationSays() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            Networks.settings(DataType.DOUBLE, new Sgd(0.1))
                .list()
                .layer(
                    new UnrollLstm.Builder()
                        .nIn(2)
                        .nOut(3)
                        .biasInit(0.25)
                        .forgetGateBiasInit(2)
                        .weightInit(WeightInit.ONES)
                        .weightInitRecurrent(WeightInit.ZERO)
                        .build())
                .layer(Networks.perStep(3, 1, RNNFormat.NCW))
                .build());
    network.init();
    INDArray bias = network.getParam("0_b");
    assertThat(bias.get(NDArrayIndex.interval(0, 3)).meanNumber().doubleValue()).isEqualTo(0.25);
    assertThat(bias.get(NDArrayIndex.interval(3, 6)).meanNumber().doubleValue()).isEqualTo(2);
    assertThat(bias.get(NDArrayIndex.interval(6, 12)).meanNumber().doubleValue()).isEqualTo(0.25);
    assertThat(network.getParam("0_W").minNumber().doubleValue()).isEqualTo(1);
    assertThat(network.getParam("0_RW").amaxNumber().doubleValue()).isZero();
  }

  @Test
  void constraintsHoldAfterAnUpdate() {
    Layer layer =
        new UnrollGru.Builder()
            .nIn(2)
            .nOut(3)
            .constrainRecurrent(new MaxNormConstraint(0.01, 0))
            .constrainInputWeights(new MaxNormConstraint(0.02, 0))
            .build();
    MultiLayerNetwork network = Networks.network(Networks.perStep(3, 1, RNNFormat.NCW), layer);
    network.fit(Networks.random(2, 4, 2, 5), Networks.random(3, 4, 1, 5));
    assertThat(network.getParam("0_RW").norm2(0).maxNumber().doubleValue()).isLessThan(0.01 + 1e-6);
    assertThat(network.getParam("0_W").norm2(0).maxNumber().doubleValue()).isLessThan(0.02 + 1e-6);
  }

  @Test
  void regularisationTouchesWeightsOnly() {
    MultiLayerNetwork network =
        Networks.network(
            Networks.perStep(3, 1, RNNFormat.NCW),
            new UnrollGru.Builder().l2(0.5).nIn(2).nOut(3).build());
    double weights =
        network.getParam("0_W").norm2Number().doubleValue()
            * network.getParam("0_W").norm2Number().doubleValue();
    double recurrent = network.getParam("0_RW").norm2Number().doubleValue();
    assertThat(network.calcRegularizationScore(true))
        .isCloseTo(
            0.25 * (weights + recurrent * recurrent),
            org.assertj.core.api.Assertions.within(1e-12));
  }

  @Test
  void whatIsNotSupportedIsRefusedByName() {
    assertThatThrownBy(() -> new UnrollLstm.Builder().nOut(3).activation(Activation.RELU).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("UnrollLstm: activation must be tanh, but was relu.");
    assertThatThrownBy(
            () -> new UnrollRnn.Builder().nOut(3).name("r").activation(Activation.CUBE).build())
        .hasMessage("UnrollRnn 'r': activation must be tanh or relu, but was cube.");
    assertThatThrownBy(
            () -> new UnrollLstm.Builder().gateActivationFunction(Activation.HARDSIGMOID))
        .hasMessageContaining("gateActivationFunction must be sigmoid, but was hardsigmoid");
    assertThatThrownBy(
            () ->
                Networks.network(
                    Networks.perStep(3, 1, RNNFormat.NCW),
                    new UnrollLstm.Builder().engine("warp").nIn(2).nOut(3).build()))
        .hasMessageContaining("Engine 'warp' is not on the class path; there are: auto, ");
  }

  @Test
  void theCellDecidesItsActivationWhateverTheNetworksDefaultIs() {
    MultiLayerConfiguration configuration =
        Networks.settings(DataType.FLOAT, new Sgd(0.1))
            .activation(Activation.SOFTPLUS)
            .list()
            .layer(Kind.RNN_TANH.layer(2, 3))
            .layer(new MaskZeroLayer(Kind.LSTM.layer(3, 3), 0))
            .layer(Networks.perStep(3, 1, RNNFormat.NCW))
            .build();
    assertThat(List.of(configuration.getConf(0).getLayer()))
        .allSatisfy(
            layer -> assertThat(((UnrollLayer) layer).getActivationFn()).hasToString("tanh"));
  }
}
