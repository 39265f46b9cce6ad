package org.unroll4j.studies.training;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.unroll4j.studies.config.Word;

/**
 * Adam's step size as a function of the number of updates made so far.
 *
 * @param shape how it changes
 * @param first step size of the first update
 * @param last step size of the last update, for the shapes that fall
 * @param updates number of updates over which it falls
 */
public record LearningRate(
    @JsonProperty("shape") Shape shape,
    @JsonProperty("first") double first,
    @JsonProperty("last") double last,
    @JsonProperty("updates") long updates)
    implements ISchedule {

  /** Ways for a step size to change. */
  public enum Shape implements Word {
    /** Always the first. */
    CONSTANT,
    /** Half a cosine from first to last. */
    COSINE,
    /** The same factor at every update. */
    EXPONENTIAL,
    /** A tenth after half, a hundredth after three quarters of the updates. */
    STEP
  }

  /** The step size after {@code done} updates. */
  public double at(long done) {
    double progress = updates <= 1 ? 0 : Math.min(1, (double) done / (updates - 1));
    return switch (shape) {
      case CONSTANT -> first;
      case COSINE -> last + (first - last) * (1 + Math.cos(Math.PI * progress)) / 2;
      case EXPONENTIAL -> first * Math.pow(last / first, progress);
      case STEP -> progress < 0.5 ? first : progress < 0.75 ? first / 10 : first / 100;
    };
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    return at(iteration);
  }

  @Override
  public ISchedule clone() {
    return this;
  }
}
