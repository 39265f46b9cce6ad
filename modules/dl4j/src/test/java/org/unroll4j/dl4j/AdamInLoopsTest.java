package org.unroll4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** The numbers of Deeplearning4j's Adam, and its place in a network. */
class AdamInLoopsTest {

  private static final int F = 3;
  private static final int H = 4;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 17, 2047, 2048, 2049, 5000})
  void updatesAsDeeplearning4jDoes(int length) {
    SplittableRandom random = new SplittableRandom(length);
    Adam settings =
        new Adam(
            Math.pow(10, -3 * random.nextDouble()),
            random.nextDouble(),
            0.9 + random.nextDouble() / 10,
            Math.pow(10, -8 * random.nextDouble()));
    assertSameUpdates(settings, DataType.FLOAT, length);
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void followsASchedule(DataType type) {
    Adam settings = new Adam(new ExponentialSchedule(ScheduleType.ITERATION, 0.1, 0.5));
    assertSameUpdates(settings, type, 70);
  }

  @Test
  void whatIsNotUsualIsLeftToDeeplearning4j() {
    assertSameUpdates(new Adam(0.01, 0.9, 0.99, 0), DataType.FLOAT, 30);
    assertSameUpdates(new Adam(0, 0.9, 0.99, 1e-8), DataType.FLOAT, 30);
    Sgd other = new Sgd(0.1);
    assertThat(AdamInLoops.inPlaceOf(other)).isSameAs(other);
    assertThat(AdamInLoops.inPlaceOf(null)).isNull();
  }

  private static void assertSameUpdates(Adam settings, DataType type, int length) {
    INDArray ourState = Nd4j.create(type, 2L * length);
    INDArray theirState = Nd4j.create(type, 2L * length);
    GradientUpdater<?> ours = AdamInLoops.inPlaceOf(settings).instantiate(ourState, true);
    GradientUpdater<?> theirs = settings.instantiate(theirState, true);
    for (int k = 0; k < 12; k++) {
      INDArray larger = Networks.random(k, type, Math.pow(10, k - 6), length + 5);
      INDArray gradient = larger.get(NDArrayIndex.interval(3, length + 3));
      INDArray expected = gradient.dup();
      INDArray beside = larger.dup();
      ours.applyUpdater(gradient, k, 0);
      theirs.applyUpdater(expected, k, 0);
      assertSame(gradient, expected);
      assertThat(larger.getDouble(2)).isEqualTo(beside.getDouble(2));
      assertThat(larger.getDouble(length + 3)).isEqualTo(beside.getDouble(length + 3));
    }
    assertSame(ourState, theirState);
  }

  /** But for the last bits, which depend on whether a compiler fuses products and sums. */
  private static void assertSame(INDArray actual, INDArray expected) {
    double scale = expected.amaxNumber().doubleValue();
    assertThat(actual.sub(expected).amaxNumber().doubleValue()).isLessThanOrEqualTo(3e-7 * scale);
  }

  @Test
  void sharesABlockAndItsStateWithLayersOfDeeplearning4j() {
    MultiLayerNetwork network = network(new Adam(0.02));
    MultiLayerUpdater updater = (MultiLayerUpdater) network.getUpdater();
    assertThat(updater.getUpdaterBlocks()).hasSize(1);
    assertThat(updater.getUpdaterBlocks().get(0).getGradientUpdater().getClass().getSimpleName())
        .isEqualTo("InLoops");
    IUpdater adam = AdamInLoops.inPlaceOf(new Adam(0.02));
    assertThat(adam).isEqualTo(new Adam(0.02)).isNotEqualTo(new Adam(0.03));
    assertThat(new Adam(0.02)).isEqualTo(adam).hasSameHashCodeAs(adam);
  }

  @Test
  void aNewLearningRateCountsAtOnce() {
    MultiLayerNetwork network = network(new Adam(0.02));
    INDArray x = Networks.random(1, DataType.FLOAT, 1, 2, F, 5);
    INDArray y = Networks.random(2, DataType.FLOAT, 1, 2, 2, 5);
    network.fit(x, y);
    INDArray before = network.params().dup();
    network.setLearningRate(1e-9);
    network.fit(x, y);
    assertThat(network.params().distance2(before)).isBetween(1e-12, 1e-6);
    assertThat(network.getLayerWiseConfigurations().toJson()).doesNotContain("InLoops");
  }

  private static MultiLayerNetwork network(Adam adam) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            Networks.settings(DataType.FLOAT, adam)
                .list()
                .layer(Kind.LSTM.layer(F, H))
                .layer(Networks.perStep(H, 2, RNNFormat.NCW))
                .build());
    network.init();
    Networks.randomise(network.params(), 11);
    return network;
  }
}
