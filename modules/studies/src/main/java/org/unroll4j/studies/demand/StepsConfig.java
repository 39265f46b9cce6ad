package org.unroll4j.studies.demand;

import org.unroll4j.studies.config.Between;
import org.unroll4j.studies.config.Default;

/**
 * Which steps train, validate and test: the test part lies last, the validation part before it.
 *
 * @param validation steps of the part that decides when to stop; below 1 a share of all steps
 * @param test steps of the untouched part; below 1 a share of all steps
 * @param stride steps between the origins from which these parts are forecast; 0 for the horizon,
 *     so that every step is forecast once
 */
public record StepsConfig(
    @Default("168") @Between(min = 0.001, max = 10_000_000) double validation,
    @Default("168") @Between(min = 0.001, max = 10_000_000) double test,
    @Default("0") @Between(min = 0, max = 1_000_000) int stride) {

  /** Refuses parts that are neither a share nor whole steps. */
  public StepsConfig {
    requireStepsOrShare("validation", validation);
    requireStepsOrShare("test", test);
  }

  /** Steps between origins. */
  int strideOr(int horizon) {
    return stride == 0 ? horizon : stride;
  }

  private static void requireStepsOrShare(String name, double value) {
    if (value >= 1 && value != Math.rint(value)) {
      throw new IllegalArgumentException(
          "split.%s must be a whole number of steps or a share below 1, but was %s."
              .formatted(name, value));
    }
  }
}
