package org.unroll4j.report;

/** The metrics that tables show, in their order. */
enum Metric {
  AUC("auc", "AUC", Unit.SCORE, true),
  PR_AUC("prAuc", "PR-AUC", Unit.SCORE, true),
  LOG_LOSS("logLoss", "Log loss", Unit.LOSS, false),
  BRIER("brier", "Brier", Unit.LOSS, false),
  CALIBRATION_ERROR("calibrationError", "Calibration error", Unit.LOSS, false),
  LIFT_1("lift.1", "Lift at 1\u202f%", Unit.FACTOR, true),
  LIFT_5("lift.5", "Lift at 5\u202f%", Unit.FACTOR, true),
  LIFT_10("lift.10", "Lift at 10\u202f%", Unit.FACTOR, true);

  private final String path;
  private final String title;
  private final Unit unit;
  private final boolean higherIsBetter;

  Metric(String path, String title, Unit unit, boolean higherIsBetter) {
    this.path = path;
    this.title = title;
    this.unit = unit;
    this.higherIsBetter = higherIsBetter;
  }

  /** Its place under the metrics of a contender. */
  String path() {
    return path;
  }

  String title() {
    return title;
  }

  Unit unit() {
    return unit;
  }

  boolean higherIsBetter() {
    return higherIsBetter;
  }

  boolean better(double a, double b) {
    return higherIsBetter ? a > b : a < b;
  }
}
