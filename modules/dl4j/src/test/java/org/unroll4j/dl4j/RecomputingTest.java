package org.unroll4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;

/** Layers that keep every k-th state. */
class RecomputingTest {

  private static final int F = 2;
  private static final int H = 3;

  @ParameterizedTest
  @EnumSource(Kind.class)
  void agreesWithFiniteDifferences(Kind kind) {
    MultiLayerNetwork network = network(kind, 2);
    DataSet data = data();
    network.setInput(data.getFeatures());
    network.setLabels(data.getLabels());
    network.setLayerMaskArrays(data.getFeaturesMaskArray(), data.getLabelsMaskArray());
    network.computeGradientAndScore();
    INDArray analytic = network.getFlattenedGradients().dup().divi(Padding.BATCH);
    network.clearLayerMaskArrays();
    Directions.check(
        "parameters",
        network.params(),
        analytic.reshape(network.params().shape()),
        () -> network.score(data, false));
  }

  @ParameterizedTest
  @EnumSource(BackpropType.class)
  void trainsToTheSameParameters(BackpropType type) {
    INDArray expected = trained(type, 0);
    for (int every : new int[] {1, 3, 100}) {
      assertThat(trained(type, every).distance2(expected)).isLessThan(1e-13);
    }
  }

  private static INDArray trained(BackpropType type, int every) {
    MultiLayerNetwork network = network(Kind.LSTM, every);
    network.getLayerWiseConfigurations().setBackpropType(type);
    network.getLayerWiseConfigurations().setTbpttFwdLength(4);
    network.getLayerWiseConfigurations().setTbpttBackLength(4);
    for (int i = 0; i < 3; i++) {
      network.fit(data());
    }
    return network.params().dup();
  }

  @Test
  void isSavedWithTheConfigurationAndOlderOnesLoad() {
    MultiLayerConfiguration configuration =
        network(Kind.GRU_RESET_AFTER, 5).getLayerWiseConfigurations();
    String json = configuration.toJson();
    MultiLayerConfiguration back = MultiLayerConfiguration.fromJson(json);
    assertThat(back).isEqualTo(configuration);
    assertThat(((UnrollLayer) back.getConf(0).getLayer()).getRecomputeEvery()).isEqualTo(5);

    String older = json.replaceAll("\"recomputeEvery\" : \\d+,?", "");
    assertThat(older).isNotEqualTo(json);
    MultiLayerConfiguration old = MultiLayerConfiguration.fromJson(older);
    assertThat(((UnrollLayer) old.getConf(0).getLayer()).getRecomputeEvery()).isZero();
    assertThat(old).isNotEqualTo(configuration);
  }

  @Test
  void aDistanceBelowOneIsRefused() {
    assertThatThrownBy(() -> new UnrollLstm.Builder().recomputeEvery(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("recomputeEvery must be at least 1, or 0 to keep every step, but was -1.");
    UnrollLayer layer = Kind.LSTM.layer(F, H);
    assertThatThrownBy(() -> layer.setRecomputeEvery(-2))
        .hasMessage(
            "UnrollLstm: recomputeEvery must be at least 1, or 0 to keep every step, but was -2.");
  }

  private static MultiLayerNetwork network(Kind kind, int every) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            Networks.settings(DataType.DOUBLE, new Sgd(0.1))
                .list()
                .layer(kind.builder().recomputeEvery(every).nIn(F).nOut(H).build())
                .layer(kind.builder().recomputeEvery(every).nIn(H).nOut(H).build())
                .layer(Networks.perStep(H, 1, RNNFormat.NCW))
                .build());
    network.init();
    Networks.randomise(network.params(), 11);
    return network;
  }

  private static DataSet data() {
    INDArray mask = Padding.GAPS.mask();
    return new DataSet(
        Networks.random(2, Padding.BATCH, F, Padding.STEPS),
        Networks.random(3, Padding.BATCH, 1, Padding.STEPS),
        mask,
        mask);
  }
}
