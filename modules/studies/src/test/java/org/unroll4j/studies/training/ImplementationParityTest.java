package org.unroll4j.studies.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.learning.config.Adam;
import org.unroll4j.data.batch.Batches;
import org.unroll4j.studies.network.Feed;
import org.unroll4j.studies.network.ModelConfig;
import org.unroll4j.studies.network.ModelConfig.Implementation;
import org.unroll4j.studies.network.ModelConfig.Kind;

/** Both implementations from the same initial weights and the same order of data, in float. */
class ImplementationParityTest {

  private static final int UPDATES = 100;

  private final Batches batches = TrainingFixture.batches(13);

  private NetworkUpdates updates(Kind cell, Implementation implementation) {
    return updates(TrainingFixture.model(cell, implementation, 0));
  }

  private NetworkUpdates updates(ModelConfig model) {
    LearningRate rate = new LearningRate(LearningRate.Shape.COSINE, 0.01, 0.001, UPDATES);
    ComputationGraph network =
        TrainingFixture.factory(model).create(new Adam(rate), TrainingFixture.LOSS);
    return new NetworkUpdates(network, new Feed(false), rate, 0.1);
  }

  @ParameterizedTest
  @EnumSource(names = {"LSTM", "RNN"})
  void lossesStayTogether(Kind cell) {
    NetworkUpdates ours = updates(cell, Implementation.UNROLL4J);
    NetworkUpdates theirs = updates(cell, Implementation.DEEPLEARNING4J);
    double sum = 0;
    for (int i = 0; i < UPDATES; i++) {
      int perEpoch = batches.batchesPerEpoch();
      UpdateReport a = ours.update(batches.batch(i / perEpoch, i % perEpoch));
      UpdateReport b = theirs.update(batches.batch(i / perEpoch, i % perEpoch));
      assertThat(a.loss()).as("loss of update %d", i + 1).isCloseTo(b.loss(), within(1e-4));
      assertThat(a.gradientNorm()).isCloseTo(b.gradientNorm(), within(1e-3));
      sum += a.loss() - b.loss();
    }
    assertThat(sum / UPDATES).isCloseTo(0, within(1e-4));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void recomputingStaysTogetherWithKeepingEverything(Kind cell) {
    NetworkUpdates keeping = updates(cell, Implementation.UNROLL4J);
    NetworkUpdates recomputing = updates(TrainingFixture.recomputing(cell, 3));
    for (int i = 0; i < 8; i++) {
      UpdateReport a = keeping.update(batches.batch(0, i % batches.batchesPerEpoch()));
      UpdateReport b = recomputing.update(batches.batch(0, i % batches.batchesPerEpoch()));
      assertThat(a.loss()).isCloseTo(b.loss(), within(1e-5));
      assertThat(a.gradientNorm()).isCloseTo(b.gradientNorm(), within(1e-4));
    }
  }
}
