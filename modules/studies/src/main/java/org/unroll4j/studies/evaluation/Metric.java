package org.unroll4j.studies.evaluation;

/** A figure of merit of probabilities. */
public enum Metric {
  /**
   * Area under the ROC curve: the chance that a positive is ranked above a negative, where a tie
   * counts one half.
   */
  AUC("auc"),
  /**
   * Average precision: the sum over thresholds of precision times the gain in recall; predictions
   * that are equal enter together.
   */
  PR_AUC("prAuc"),
  /**
   * Mean of −log(probability of what came true), natural logarithm, with probabilities clipped to
   * {@link Ranking#CLIP} .. 1 − CLIP.
   */
  LOG_LOSS("logLoss"),
  /** Mean of (probability − label)². */
  BRIER("brier"),
  /** Positives among the 1 % of predictions ranked highest, over positives among all. */
  LIFT_1("lift.1"),
  /** The same for 5 %. */
  LIFT_5("lift.5"),
  /** The same for 10 %. */
  LIFT_10("lift.10"),
  /**
   * Expected calibration error: mean over {@link Calibration} bins, weighted by their counts, of
   * |mean prediction − share of positives|.
   */
  CALIBRATION_ERROR("calibrationError");

  private final String key;

  Metric(String key) {
    this.key = key;
  }

  /** The key in {@code result.json}; a dot separates levels. */
  public String key() {
    return key;
  }
}
