package org.unroll4j.studies.training;

import org.unroll4j.studies.config.Between;
import org.unroll4j.studies.config.Default;

/**
 * How the network learns. The loss is a mean per labelled step, so that neither the learning rate
 * nor the clipping threshold depends on how long sessions are.
 *
 * @param epochs passes over the training part, at most
 * @param batchSize sessions per update
 * @param learningRate Adam's step size at the start
 * @param schedule how the step size changes from update to update
 * @param finalLearningRate step size at the last update (cosine, exponential)
 * @param clipNorm the gradient's global norm is scaled down to this; 0 turns clipping off
 * @param patience stop after so many epochs without a better validation loss
 * @param checkpointUpdates write a checkpoint after so many updates; 0 never
 * @param checkpointSeconds write a checkpoint when the last one is older than this; 0 never
 * @param logUpdates whether every update is written to updates.jsonl
 */
public record TrainingConfig(
    @Default("20") @Between(min = 1, max = 100_000) int epochs,
    @Default("128") @Between(min = 1, max = 100_000) int batchSize,
    @Default("0.003") @Between(min = 1e-9, max = 10) double learningRate,
    @Default("cosine") LearningRate.Shape schedule,
    @Default("0.00003") @Between(min = 0, max = 10) double finalLearningRate,
    @Default("1") @Between(min = 0) double clipNorm,
    @Default("5") @Between(min = 1) int patience,
    @Default("0") @Between(min = 0) int checkpointUpdates,
    @Default("20") @Between(min = 0) int checkpointSeconds,
    @Default("false") boolean logUpdates) {

  /** Refuses a schedule that would end before it began. */
  public TrainingConfig {
    if (schedule == LearningRate.Shape.EXPONENTIAL && finalLearningRate == 0) {
      throw new IllegalArgumentException(
          "training.finalLearningRate must be above 0 with training.schedule exponential, but was"
              + " 0.");
    }
  }
}
