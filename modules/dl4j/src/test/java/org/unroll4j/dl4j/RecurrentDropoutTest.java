package org.unroll4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;

/** Dropout on the recurrent path inside networks: what is dropped stays the same in an update. */
class RecurrentDropoutTest {

  private static final int F = 2;
  private static final int H = 5;

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"RNN_RELU"},
      mode = EnumSource.Mode.EXCLUDE)
  void gradientsAreThoseOfTheScoreInTraining(Kind kind) {
    MultiLayerNetwork network =
        Networks.network(
            Networks.perStep(H, 1, RNNFormat.NCW),
            new Bidirectional(Bidirectional.Mode.ADD, layer(kind, F, 0.4)),
            layer(kind, H, 0.4));
    DataSet data = data();
    network.setInput(data.getFeatures());
    network.setLabels(data.getLabels());
    network.setLayerMaskArrays(data.getFeaturesMaskArray(), data.getLabelsMaskArray());
    network.computeGradientAndScore();
    INDArray analytic = network.getFlattenedGradients().dup().divi(Padding.BATCH);
    network.clearLayerMaskArrays();
    assertThat(network.score(data, true)).isNotEqualTo(network.score(data, false));
    Directions.check(
        "parameters",
        network.params(),
        analytic.reshape(network.params().shape()),
        () -> network.score(data, true));
  }

  @Test
  void everyUpdateEveryLayerAndEveryDirectionDropsSomethingElse() {
    MultiLayerNetwork network =
        Networks.network(
            Networks.perStep(2 * H, 1, RNNFormat.NCW),
            layer(Kind.LSTM, F, 0.5),
            layer(Kind.LSTM, H, 0.5),
            new Bidirectional(layer(Kind.LSTM, H, 0.5)));
    DataSet data = data();
    double first = network.score(data, true);
    assertThat(network.score(data, true)).isEqualTo(first);
    network.fit(data);
    assertThat(network.score(data, true)).isNotEqualTo(first);

    List<INDArray> factors = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      factors.add(factorsAfterASegment((RecurrentLayer) network.getLayer(i), i == 0 ? F : H));
    }
    assertThat(factors.get(0).distance2(factors.get(1))).isPositive();
    assertThat(bidirectionalIsSymmetric(network)).isFalse();
  }

  /** With equal weights and a palindrome as input, equal factors would give equal halves. */
  private static boolean bidirectionalIsSymmetric(MultiLayerNetwork network) {
    network
        .getLayer(2)
        .paramTable()
        .forEach(
            (key, array) -> {
              if (key.startsWith("b")) {
                array.assign(network.getLayer(2).getParam("f" + key.substring(1)));
              }
            });
    INDArray once = Networks.random(8, 1, H, 1);
    INDArray x = Nd4j.concat(2, once, once, once);
    Layer both = network.getLayer(2);
    both.setInput(x, LayerWorkspaceMgr.noWorkspaces());
    INDArray out = both.activate(true, LayerWorkspaceMgr.noWorkspaces());
    INDArray lastForward =
        out.get(NDArrayIndex.all(), NDArrayIndex.interval(0, H), NDArrayIndex.point(2));
    INDArray lastBackward =
        out.get(NDArrayIndex.all(), NDArrayIndex.interval(H, 2 * H), NDArrayIndex.point(0));
    return lastForward.distance2(lastBackward) == 0;
  }

  private static INDArray factorsAfterASegment(RecurrentLayer layer, int inputs) {
    layer.rnnActivateUsingStoredState(
        Networks.random(5, 3, inputs, 4), true, true, LayerWorkspaceMgr.noWorkspaces());
    return layer.rnnGetTBPTTState().get("recurrent dropout");
  }

  @Test
  void segmentsOfOneSequenceDropTheSame() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            Networks.settings(DataType.DOUBLE, new Sgd(0.1))
                .list()
                .layer(layer(Kind.GRU_RESET_AFTER, F, 0.5))
                .layer(Networks.perStep(H, 1, RNNFormat.NCW))
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(2)
                .build());
    network.init();
    RecurrentLayer layer = (RecurrentLayer) network.getLayer(0);
    LayerWorkspaceMgr heap = LayerWorkspaceMgr.noWorkspaces();
    INDArray x = Networks.random(5, 3, F, 6);
    INDArray whole = layer.rnnActivateUsingStoredState(x, true, false, heap).dup();
    for (int from = 0; from < 6; from += 2) {
      INDArray part = part(x, from);
      INDArray outputs = layer.rnnActivateUsingStoredState(part, true, true, heap);
      assertThat(outputs.sub(part(whole, from)).amaxNumber().doubleValue()).isLessThan(1e-14);
      network.setIterationCount(from + 1);
    }
    assertThat(layer.rnnGetTBPTTState()).containsOnlyKeys("hidden", "recurrent dropout");
    network.fit(new DataSet(x, Networks.random(6, 3, 1, 6)));
    assertThat(Double.isFinite(network.score())).isTrue();
  }

  private static INDArray part(INDArray array, int from) {
    return array.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, from + 2));
  }

  @Test
  void nothingIsDroppedOutsideOfTraining() {
    MultiLayerNetwork dropping =
        Networks.network(Networks.perStep(H, 1, RNNFormat.NCW), layer(Kind.LSTM, F, 0.9));
    MultiLayerNetwork plain =
        Networks.network(Networks.perStep(H, 1, RNNFormat.NCW), layer(Kind.LSTM, F, 0));
    INDArray x = Networks.random(2, 3, F, 4);
    assertThat(dropping.output(x).distance2(plain.output(x))).isZero();
    assertThat(dropping.rnnTimeStep(x).distance2(plain.rnnTimeStep(x))).isZero();
    assertThat(dropping.rnnGetPreviousState(0)).containsOnlyKeys("hidden", "cell");
  }

  private static UnrollLayer layer(Kind kind, int inputs, double dropped) {
    return kind.builder().recurrentDropout(dropped).nIn(inputs).nOut(H).build();
  }

  private static DataSet data() {
    INDArray mask = Padding.GAPS.mask();
    return new DataSet(
        Networks.random(2, Padding.BATCH, F, Padding.STEPS),
        Networks.random(3, Padding.BATCH, 1, Padding.STEPS),
        mask,
        mask.dup());
  }
}
