package org.unroll4j.studies.training;

import java.util.ArrayList;
import java.util.List;

/**
 * Where training stands, apart from parameters and updater: all that decides what it does next.
 *
 * @param update updates made
 * @param epoch the epoch that is under way, from 0
 * @param nextBatch the batch of that epoch that comes next
 * @param sums over the updates of the epoch so far
 * @param bestLoss lowest validation loss so far; null before the first epoch has ended
 * @param bestEpoch the epoch that reached it, from 1; 0 before
 * @param curve one point per finished epoch
 * @param seconds spent in training so far, over all sittings
 * @param finished whether training has come to its end
 */
public record TrainingState(
    long update,
    int epoch,
    int nextBatch,
    EpochSums sums,
    Double bestLoss,
    int bestEpoch,
    List<LearningPoint> curve,
    double seconds,
    boolean finished) {

  /**
   * Sums over the updates of an epoch.
   *
   * @param loss losses times labelled steps
   * @param steps labelled steps
   * @param gradientNorm norms before clipping
   * @param updates number of updates
   */
  public record EpochSums(double loss, double steps, double gradientNorm, int updates) {

    static final EpochSums ZERO = new EpochSums(0, 0, 0, 0);

    EpochSums plus(UpdateReport update) {
      return new EpochSums(
          loss + update.loss() * update.labelledSteps(),
          steps + update.labelledSteps(),
          gradientNorm + update.gradientNorm(),
          updates + 1);
    }

    double meanLoss() {
      return steps == 0 ? 0 : loss / steps;
    }

    double meanGradientNorm() {
      return updates == 0 ? 0 : gradientNorm / updates;
    }
  }

  /** Copies the curve. */
  public TrainingState {
    curve = List.copyOf(curve);
  }

  /** Before the first update. */
  public static TrainingState start() {
    return new TrainingState(0, 0, 0, EpochSums.ZERO, null, 0, List.of(), 0, false);
  }

  TrainingState after(UpdateReport report, double secondsNow) {
    return new TrainingState(
        report.update(),
        epoch,
        nextBatch + 1,
        sums.plus(report),
        bestLoss,
        bestEpoch,
        curve,
        secondsNow,
        false);
  }

  boolean isImprovedBy(double validationLoss) {
    return bestLoss == null || validationLoss < bestLoss;
  }

  /** The state at the start of the next epoch, or the final one. */
  TrainingState afterEpoch(LearningPoint point, StoppingRule rule) {
    boolean improved = isImprovedBy(point.validationLoss());
    int best = improved ? point.epoch() : bestEpoch;
    List<LearningPoint> longer = new ArrayList<>(curve);
    longer.add(point);
    return new TrainingState(
        update,
        epoch + 1,
        0,
        EpochSums.ZERO,
        improved ? (Double) point.validationLoss() : bestLoss,
        best,
        longer,
        seconds,
        rule.isOver(point.epoch(), best));
  }
}
