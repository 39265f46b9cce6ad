package org.unroll4j.studies.training;

/** When a checkpoint is written inside an epoch. It has no influence on what is learnt. */
final class CheckpointRule {

  private final TrainingConfig config;
  private final Clock clock;
  private double lastWritten;

  CheckpointRule(TrainingConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
    this.lastWritten = clock.seconds();
  }

  boolean isDue(TrainingState state) {
    boolean byUpdates =
        config.checkpointUpdates() > 0 && state.update() % config.checkpointUpdates() == 0;
    boolean byTime =
        config.checkpointSeconds() > 0
            && clock.seconds() - lastWritten >= config.checkpointSeconds();
    return byUpdates || byTime;
  }

  void written() {
    lastWritten = clock.seconds();
  }
}
