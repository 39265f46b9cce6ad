package org.unroll4j.studies.training;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.unroll4j.data.batch.BatchOptions;
import org.unroll4j.data.batch.Batches;
import org.unroll4j.data.features.EncodedSequence;
import org.unroll4j.studies.network.MeanStepLoss;
import org.unroll4j.studies.network.ModelConfig;
import org.unroll4j.studies.network.ModelConfig.Implementation;
import org.unroll4j.studies.network.ModelConfig.Kind;
import org.unroll4j.studies.network.NetworkFactory;
import org.unroll4j.studies.network.NetworkInputs;

/** Random sequences whose label says whether category 2 came after category 1. */
final class TrainingFixture {

  /** Sequences have about six steps, nine tenths of them labelled; batches hold thirteen. */
  static final MeanStepLoss LOSS = new MeanStepLoss(70);

  private static final int CATEGORIES = 5;
  private static final int CHANNELS = 3;

  private TrainingFixture() {}

  static List<EncodedSequence> sequences(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      int length = 2 + random.nextInt(9);
      int[][] categories = new int[1][length];
      float[][] numbers = new float[CHANNELS][length];
      byte[] labels = new byte[length];
      for (int t = 0; t < length; t++) {
        categories[0][t] = random.nextInt(CATEGORIES);
        for (float[] channel : numbers) {
          channel[t] = (float) random.nextDouble(-2, 2);
        }
        boolean inOrder = t > 0 && categories[0][t - 1] == 1 && categories[0][t] == 2;
        boolean masked = random.nextInt(10) == 0;
        labels[t] = (byte) (masked ? -1 : inOrder || random.nextInt(6) == 0 ? 1 : 0);
      }
      sequences.add(new EncodedSequence(categories, numbers, labels));
    }
    return sequences;
  }

  static Batches batches(int batchSize) {
    return new Batches(
        sequences(90, 17), new BatchOptions(batchSize, 100, true, 4, DataType.FLOAT));
  }

  static ModelConfig model(Kind cell, Implementation implementation, double dropout) {
    return new ModelConfig(cell, implementation, 2, 6, false, dropout, 3, "auto", 0);
  }

  static ModelConfig recomputing(Kind cell, int everySteps) {
    return new ModelConfig(
        cell, Implementation.UNROLL4J, 2, 6, false, 0, 3, "reference", everySteps);
  }

  static NetworkFactory factory(ModelConfig model) {
    return new NetworkFactory(
        model,
        new NetworkInputs(List.of(new NetworkInputs.Column("type", CATEGORIES)), CHANNELS),
        23);
  }

  static TrainingConfig config(int epochs, int checkpointUpdates) {
    return new TrainingConfig(
        epochs, 13, 0.02, LearningRate.Shape.COSINE, 0.001, 0.5, 100, checkpointUpdates, 0, false);
  }

  static Checkpoint start(ModelConfig model, TrainingConfig config, Batches batches) {
    Adam adam = new Adam(Trainer.learningRate(config, batches.batchesPerEpoch()));
    return new Checkpoint(factory(model).create(adam, LOSS), TrainingState.start());
  }
}
