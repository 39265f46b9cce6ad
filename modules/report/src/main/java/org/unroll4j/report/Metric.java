package org.unroll4j.report;

import java.util.List;

/**
 * A metric as tables show it.
 *
 * @param path its place under the metrics of a contender
 * @param title its name
 * @param unit how its values are written
 * @param ideal the value that nothing betters; infinite where more, or less, is always better; NaN
 *     where the value alone says nothing about who is better
 */
record Metric(String path, String title, Unit unit, double ideal) {

  static final Metric AUC = more("auc", "AUC", Unit.SCORE);
  static final Metric PR_AUC = more("prAuc", "PR-AUC", Unit.SCORE);
  static final Metric LOG_LOSS = less("logLoss", "Log loss", Unit.LOSS);
  static final Metric LIFT_5 = more("lift.5", "Lift at 5\u202f%", Unit.FACTOR);

  /** What is said of a session study, in the order of its tables. */
  static final List<Metric> SESSION =
      List.of(
          AUC,
          PR_AUC,
          LOG_LOSS,
          less("brier", "Brier", Unit.LOSS),
          less("calibrationError", "Calibration error", Unit.LOSS),
          more("lift.1", "Lift at 1\u202f%", Unit.FACTOR),
          LIFT_5,
          more("lift.10", "Lift at 10\u202f%", Unit.FACTOR));

  static final Metric WAPE = less("wape", "WAPE", Unit.SHARE);
  static final Metric MAE = less("mae", "MAE", Unit.AMOUNT);
  static final Metric RMSE = less("rmse", "RMSE", Unit.AMOUNT);
  static final Metric BIAS = new Metric("bias", "Bias", Unit.SHARE, 0);
  static final Metric WQL = less("wql", "Weighted quantile loss", Unit.LOSS);
  static final Metric CRPS = less("crps", "CRPS", Unit.AMOUNT);
  static final Metric COVERAGE_80 = open("coverage80", "In the 80\u202f% interval", Unit.SHARE);
  static final Metric WIDTH_80 = open("width80", "Width of the 80\u202f% interval", Unit.AMOUNT);

  /** How far single forecasts are off. */
  static final List<Metric> POINTS =
      List.of(
          WAPE,
          MAE,
          RMSE,
          BIAS,
          less("smape", "sMAPE", Unit.SHARE),
          less("mase", "MASE", Unit.SCORE),
          less("rmsse", "RMSSE", Unit.SCORE),
          less("owa", "OWA", Unit.SCORE));

  /** How good forecasts are as distributions. */
  static final List<Metric> RANGES =
      List.of(
          WQL,
          CRPS,
          COVERAGE_80,
          WIDTH_80,
          open("coverage95", "In the 95\u202f% interval", Unit.SHARE),
          open("width95", "Width of the 95\u202f% interval", Unit.AMOUNT));

  /** What is said of a part of the test part. */
  static final List<Metric> SHORT = List.of(WAPE, MAE, RMSE, BIAS, WQL, COVERAGE_80, WIDTH_80);

  private static Metric more(String path, String title, Unit unit) {
    return new Metric(path, title, unit, Double.POSITIVE_INFINITY);
  }

  private static Metric less(String path, String title, Unit unit) {
    return new Metric(path, title, unit, Double.NEGATIVE_INFINITY);
  }

  private static Metric open(String path, String title, Unit unit) {
    return new Metric(path, title, unit, Double.NaN);
  }

  /** Whether its value says who is better. */
  boolean decides() {
    return !Double.isNaN(ideal);
  }

  boolean better(double a, double b) {
    if (Double.isInfinite(ideal)) {
      return ideal > 0 ? a > b : a < b;
    }
    return Math.abs(a - ideal) < Math.abs(b - ideal);
  }
}
