package org.unroll4j.studies.training;

import java.io.IOException;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.unroll4j.data.batch.BatchSource;
import org.unroll4j.studies.network.Feed;

/**
 * The training loop. What it does next depends on nothing but the checkpointed state, so a run that
 * is killed and resumed ends with the same parameters, bit by bit.
 *
 * @see Checkpoints
 */
public final class Trainer {

  private final TrainingConfig config;
  private final BatchSource batches;
  private final Feed feed;
  private final Checkpoints checkpoints;
  private final Progress progress;
  private final StopRequest stop;

  /** A trainer that leaves its checkpoints in a place of a run. */
  public Trainer(
      TrainingConfig config,
      BatchSource batches,
      Feed feed,
      Checkpoints checkpoints,
      Observers observers) {
    this.config = config;
    this.batches = batches;
    this.feed = feed;
    this.checkpoints = checkpoints;
    this.progress = observers.progress();
    this.stop = observers.stop();
  }

  /**
   * Who watches a run.
   *
   * @param progress is told how it gets on
   * @param stop asks it to stop
   */
  public record Observers(Progress progress, StopRequest stop) {

    /** Nobody. */
    public static final Observers NONE = new Observers(Progress.SILENT, new StopRequest());
  }

  /** The step size over the whole training. */
  public static LearningRate learningRate(TrainingConfig config, int updatesPerEpoch) {
    return new LearningRate(
        config.schedule(),
        config.learningRate(),
        config.finalLearningRate(),
        (long) config.epochs() * updatesPerEpoch);
  }

  /**
   * Trains to the end that the configuration sets.
   *
   * @see #train(Checkpoint, Validation.Measure, StoppingRule)
   */
  public TrainingState train(Checkpoint from, Validation.Measure validation) throws IOException {
    return train(from, validation, new StoppingRule(config.epochs(), config.patience()));
  }

  /**
   * Trains to the end.
   *
   * @param from where to begin; its network is trained
   * @param validation measures that network
   * @param rule when to stop; it does not change the schedule of the step size
   * @return the state at the end; the best parameters are in the checkpoints
   * @throws TrainingStoppedException if a stop was requested; a checkpoint has been written
   * @throws DivergedException if loss or gradient is not finite
   */
  public TrainingState train(Checkpoint from, Validation.Measure validation, StoppingRule rule)
      throws IOException {
    try (BatchesAhead ahead = new BatchesAhead(batches, Math.min(config.epochs(), rule.epochs()))) {
      return train(from, validation, rule, ahead);
    }
  }

  private TrainingState train(
      Checkpoint from, Validation.Measure validation, StoppingRule rule, BatchesAhead ahead)
      throws IOException {
    ComputationGraph network = from.network();
    LearningRate rate = learningRate(config, batches.batchesPerEpoch());
    NetworkUpdates updates = new NetworkUpdates(network, feed, rate, config.clipNorm());
    Clock clock = new Clock(from.state().seconds());
    CheckpointRule checkpointRule = new CheckpointRule(config, clock);
    TrainingState state = from.state();
    while (!state.finished()) {
      UpdateReport report = updates.update(ahead.batch(state.epoch(), state.nextBatch()));
      state = state.after(report, clock.seconds());
      progress.update(report, rate.updates());
      boolean epochEnds = state.nextBatch() == batches.batchesPerEpoch();
      if (epochEnds) {
        LearningPoint point = point(state, report, validation.measure());
        state = endEpoch(network, state.afterEpoch(point, rule), point);
      }
      if (epochEnds || stop.isMade() || checkpointRule.isDue(state)) {
        checkpoints.saveLast(new Checkpoint(network, state));
        checkpointRule.written();
      }
      if (stop.isMade() && !state.finished()) {
        throw new TrainingStoppedException(state.update());
      }
    }
    return state;
  }

  private static LearningPoint point(TrainingState state, UpdateReport last, Validation measured) {
    if (!Double.isFinite(measured.loss())) {
      throw new DivergedException("the validation loss", state.update());
    }
    return new LearningPoint(
        state.epoch() + 1,
        state.update(),
        state.sums().meanLoss(),
        measured.loss(),
        measured.auc(),
        last.learningRate(),
        state.sums().meanGradientNorm(),
        state.seconds());
  }

  private TrainingState endEpoch(ComputationGraph network, TrainingState next, LearningPoint point)
      throws IOException {
    boolean best = next.bestEpoch() == point.epoch();
    if (best) {
      checkpoints.saveBest(new Checkpoint(network, next));
    }
    progress.epoch(point, best);
    return next;
  }
}
