package org.unroll4j.studies.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.data.batch.SequenceBatch;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.studies.network.Feed;
import org.unroll4j.studies.run.RunFolder;
import org.unroll4j.studies.training.Trainer.Observers;

class InputGradientTest {

  @TempDir Path folder;

  /** Central differences in float see about three digits. */
  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru"})
  void isTheSlopeOfTheOutputs(String cell) {
    DemandModel model =
        model(
            "model.cell=" + cell, "model.layers=2", "model.engine=reference", "forecast.horizon=2");
    SequenceBatch batch =
        model.encoder().encode(model.ownTable(), List.of(new Origin(0, 99), new Origin(4, 120)));
    SplittableRandom random = new SplittableRandom(3);
    INDArray output = output(model, batch);
    float[] weights = new float[(int) output.length()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextDouble(-1, 1);
    }
    INDArray gradOutputs = Nd4j.createFromArray(weights).reshape('c', output.shape());
    INDArray gradient =
        new InputGradient(model.network(), model.config().model()).of(batch, gradOutputs);
    INDArray numbers = batch.numbers();
    long embeddings = gradient.size(1) - numbers.size(1);
    for (int probe = 0; probe < 12; probe++) {
      int n = random.nextInt(2);
      int c = random.nextInt((int) numbers.size(1));
      int t = random.nextInt((int) numbers.size(2));
      float x = numbers.getFloat(n, c, t);
      double above = moved(model, batch, gradOutputs, x + 0.02f, n, c, t);
      double below = moved(model, batch, gradOutputs, x - 0.02f, n, c, t);
      numbers.putScalar(n, c, t, x);
      assertThat(gradient.getDouble(n, embeddings + c, t))
          .as("window %d, channel %d, step %d", n, c, t)
          .isEqualTo((above - below) / 0.04, within(2e-3));
    }
  }

  private DemandModel model(String... overrides) {
    DemandConfig config = TinyDemand.config(TinyDemand.data(folder), overrides);
    RunFolder run =
        DemandStudy.train(config, folder.resolve("runs"), "unroll train", Observers.NONE);
    return DemandModel.load(run.path());
  }

  private static double moved(
      DemandModel model, SequenceBatch batch, INDArray weights, float x, int... at) {
    batch.numbers().putScalar(at, x);
    return output(model, batch).mul(weights).sumNumber().doubleValue();
  }

  private static INDArray output(DemandModel model, SequenceBatch batch) {
    return model.network().output(false, new Feed(false).features(batch), null, null)[0].dup();
  }
}
