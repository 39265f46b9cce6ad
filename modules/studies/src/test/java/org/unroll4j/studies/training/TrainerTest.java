package org.unroll4j.studies.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.unroll4j.data.batch.Batches;
import org.unroll4j.studies.network.Feed;
import org.unroll4j.studies.network.ModelConfig;
import org.unroll4j.studies.network.ModelConfig.Implementation;
import org.unroll4j.studies.network.ModelConfig.Kind;
import org.unroll4j.studies.training.Trainer.Observers;

class TrainerTest {

  private static final int BATCH_SIZE = 13;
  private static final ModelConfig MODEL =
      TrainingFixture.model(Kind.LSTM, Implementation.UNROLL4J, 0.3);

  @TempDir Path folder;

  private final Batches batches = TrainingFixture.batches(BATCH_SIZE);

  private Trainer trainer(TrainingConfig config, Observers observers, String name)
      throws IOException {
    return new Trainer(
        config, batches, new Feed(false), new Checkpoints(folder.resolve(name)), observers);
  }

  /** The validation loss falls with the number of updates, so every epoch is the best. */
  private static Validation.Measure falling(ComputationGraph network) {
    return () -> new Validation(1.0 / network.getIterationCount(), null);
  }

  private Checkpoint trained(TrainingConfig config, String name) throws IOException {
    Checkpoint start = TrainingFixture.start(MODEL, config, batches);
    trainer(config, Observers.NONE, name).train(start, falling(start.network()));
    return new Checkpoints(folder.resolve(name)).loadLast();
  }

  private static float[] parameters(Checkpoint checkpoint) {
    return checkpoint.network().params().dup().data().asFloat();
  }

  private static float[] updater(Checkpoint checkpoint) {
    return checkpoint.network().getUpdater().getStateViewArray().dup().data().asFloat();
  }

  @Test
  void sameSeedSameParametersBitByBit() throws IOException {
    TrainingConfig config = TrainingFixture.config(2, 0);
    Checkpoint first = trained(config, "first");
    Checkpoint second = trained(config, "second");
    assertThat(parameters(second)).isEqualTo(parameters(first));
    assertThat(updater(second)).isEqualTo(updater(first));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 7, 10, 20})
  void stoppedAndResumedEndsWithTheSameParametersBitByBit(int stopAfter) throws IOException {
    TrainingConfig config = TrainingFixture.config(3, 0);
    Checkpoint expected = trained(config, "whole");

    StopRequest stop = new StopRequest();
    Progress stopper =
        new Progress() {
          @Override
          public void update(UpdateReport report, long total) {
            if (report.update() == stopAfter) {
              stop.make();
            }
          }
        };
    Checkpoint start = TrainingFixture.start(MODEL, config, batches);
    Trainer first = trainer(config, new Observers(stopper, stop), "parts");
    assertThatExceptionOfType(TrainingStoppedException.class)
        .isThrownBy(() -> first.train(start, falling(start.network())))
        .withMessageContaining("after update " + stopAfter);

    Checkpoint middle = new Checkpoints(folder.resolve("parts")).loadLast();
    assertThat(middle.state().update()).isEqualTo(stopAfter);
    trainer(config, Observers.NONE, "parts").train(middle, falling(middle.network()));
    Checkpoint resumed = new Checkpoints(folder.resolve("parts")).loadLast();
    assertThat(parameters(resumed)).isEqualTo(parameters(expected));
    assertThat(updater(resumed)).isEqualTo(updater(expected));
    assertThat(resumed.state().curve())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("seconds")
        .isEqualTo(expected.state().curve());
  }

  @Test
  void learns() throws IOException {
    List<LearningPoint> curve = trained(TrainingFixture.config(6, 0), "learns").state().curve();
    assertThat(curve.get(5).trainLoss()).isLessThan(0.9 * curve.get(0).trainLoss());
  }

  @Test
  void stopsWithoutImprovementAndKeepsTheBest() throws IOException {
    TrainingConfig config =
        new TrainingConfig(50, BATCH_SIZE, 0.02, LearningRate.Shape.CONSTANT, 0, 0, 3, 0, 0, false);
    Checkpoint start = TrainingFixture.start(MODEL, config, batches);
    double[] losses = {0.5, 0.4, 0.45, 0.41, 0.4};
    List<Double> measured = new ArrayList<>();
    Validation.Measure measure =
        () -> {
          measured.add(losses[measured.size()]);
          return new Validation(measured.get(measured.size() - 1), null);
        };
    TrainingState end = trainer(config, Observers.NONE, "patience").train(start, measure);
    assertThat(end.finished()).isTrue();
    assertThat(end.curve()).hasSize(5);
    assertThat(end.bestEpoch()).isEqualTo(2);
    Checkpoint best = new Checkpoints(folder.resolve("patience")).loadBest();
    assertThat(best.state().update()).isEqualTo(2L * batches.batchesPerEpoch());
    assertThat(best.network().getIterationCount()).isEqualTo(2 * batches.batchesPerEpoch());
  }

  @Test
  void divergenceNamesTheParameterAndLeavesThemAll() throws IOException {
    TrainingConfig config = TrainingFixture.config(1, 0);
    Checkpoint start = TrainingFixture.start(MODEL, config, batches);
    start
        .network()
        .getLayer("recurrent2")
        .getParam("RW")
        .get(NDArrayIndex.point(2), NDArrayIndex.point(3))
        .assign(Float.NaN);
    float[] before = parameters(start);
    assertThatExceptionOfType(DivergedException.class)
        .isThrownBy(
            () -> trainer(config, Observers.NONE, "nan").train(start, falling(start.network())))
        .withMessageContaining("the gradient of parameter ")
        .withMessageContaining("is not finite at update 1;")
        .withMessageContaining("training.learningRate");
    assertThat(parameters(start)).isEqualTo(before);
  }

  @Test
  void aNonFiniteValidationLossIsDivergenceToo() throws IOException {
    TrainingConfig config = TrainingFixture.config(1, 0);
    Checkpoint start = TrainingFixture.start(MODEL, config, batches);
    assertThatExceptionOfType(DivergedException.class)
        .isThrownBy(
            () ->
                trainer(config, Observers.NONE, "validation")
                    .train(start, () -> new Validation(Double.NaN, null)))
        .withMessageContaining("the validation loss");
  }
}
