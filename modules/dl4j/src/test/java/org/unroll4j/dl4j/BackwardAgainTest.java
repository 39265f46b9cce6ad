package org.unroll4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.weightnoise.WeightNoise;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The engine gets its memory back after a backward pass; another one computes it again. */
class BackwardAgainTest {

  private static final int F = 3;
  private static final int H = 4;

  @BeforeEach
  void reset() {
    CountingEngine.reset();
  }

  @ParameterizedTest
  @EnumSource(RNNFormat.class)
  void givesTheSameFromTheSameStateInputNoiseAndMask(RNNFormat format) {
    UnrollLayer configuration =
        new UnrollGru.Builder()
            .engine("counting")
            .dropOut(new FixedDropout())
            .weightNoise(new WeightNoise(new NormalDistribution(0, 0.5)))
            .nIn(F)
            .nOut(H)
            .dataFormat(format)
            .build();
    MultiLayerNetwork network = Networks.network(Networks.perStep(H, 1, format), configuration);
    network.initGradientsView();
    RecurrentLayer layer = (RecurrentLayer) network.getLayer(0);
    LayerWorkspaceMgr heap = LayerWorkspaceMgr.noWorkspaces();
    INDArray x = random(1, F, format);
    INDArray epsilon = random(2, H, format);
    layer.rnnSetTBPTTState(Map.of("hidden", Networks.random(3, Padding.BATCH, H)));
    layer.setMaskArray(Padding.GAPS.mask());
    INDArray outputs = layer.rnnActivateUsingStoredState(x, true, false, heap);
    INDArray copy = outputs.dup();

    Pair<Gradient, INDArray> first = layer.backpropGradient(epsilon, heap);
    INDArray parameters = first.getFirst().gradient().dup();
    INDArray below = first.getSecond().dup();
    assertThat(CountingEngine.OPEN.get()).isZero();
    Pair<Gradient, INDArray> second = layer.backpropGradient(epsilon, heap);

    assertThat(CountingEngine.FORWARD.get()).isEqualTo(2);
    assertThat(CountingEngine.PREPARED.get()).isEqualTo(1);
    assertThat(second.getFirst().gradient().distance2(parameters)).isZero();
    assertThat(parameters.amaxNumber().doubleValue()).isGreaterThan(0.01);
    assertThat(second.getSecond().distance2(below)).isZero();
    assertThat(outputs.distance2(copy)).isZero();
  }

  @Test
  void aPassThatNeverComesBackIsClosedByTheNextOne() {
    MultiLayerNetwork network =
        Networks.network(
            Networks.perStep(H, 1, RNNFormat.NCW),
            new UnrollLstm.Builder().engine("counting").nIn(F).nOut(H).build());
    INDArray x = random(1, F, RNNFormat.NCW);
    network.output(x, true);
    network.output(x, true);
    network.fit(x, random(2, 1, RNNFormat.NCW));
    assertThat(CountingEngine.FORWARD.get()).isEqualTo(3);
    network.clear();
    assertThat(CountingEngine.OPEN.get()).isZero();
  }

  private static INDArray random(long seed, int features, RNNFormat format) {
    return format == RNNFormat.NCW
        ? Networks.random(seed, Padding.BATCH, features, Padding.STEPS)
        : Networks.random(seed, Padding.BATCH, Padding.STEPS, features);
  }
}
