package org.unroll4j.studies.demand.baselines;

import java.util.Map;
import java.util.function.BooleanSupplier;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * A boosted model.
 *
 * @param loss on validation, after the best number of rounds; NaN where it was not judged
 * @param rounds the best number of rounds
 * @param model XGBoost's own format, UBJSON
 */
record Boosting(double loss, int rounds, byte[] model) {

  private static final int PATIENCE = 25;

  /**
   * Boosts until the loss on validation has not fallen for {@value #PATIENCE} rounds, or time is
   * up.
   */
  static Boosting judged(
      Map<String, Object> parameters, DMatrix[] trainAndValidation, int most, BooleanSupplier late)
      throws XGBoostError {
    DMatrix train = trainAndValidation[0];
    DMatrix[] watched = {trainAndValidation[1]};
    String[] names = {"validation"};
    Booster booster = XGBoost.train(train, parameters, 1, Map.of(), null, null);
    try {
      int best = 1;
      double least = loss(booster.evalSet(watched, names, 0));
      for (int round = 1; round < most && round < best + PATIENCE; round++) {
        if (late.getAsBoolean()) {
          break;
        }
        booster.update(train, round);
        double loss = loss(booster.evalSet(watched, names, round));
        if (loss < least) {
          least = loss;
          best = round + 1;
        }
      }
      return new Boosting(least, best, booster.toByteArray("ubj"));
    } finally {
      booster.dispose();
    }
  }

  /** Boosts so many rounds. */
  static Boosting fixed(Map<String, Object> parameters, DMatrix train, int rounds)
      throws XGBoostError {
    Booster booster = XGBoost.train(train, parameters, rounds, Map.of(), null, null);
    try {
      return new Boosting(Double.NaN, rounds, booster.toByteArray("ubj"));
    } finally {
      booster.dispose();
    }
  }

  /**
   * The figure at the end of XGBoost's line {@code [round]\tname-metric:figure}; one that is not
   * finite, which XGBoost writes as {@code -nan} or {@code inf}, is the worst there can be.
   */
  static double loss(String line) {
    String figure = line.substring(line.lastIndexOf(':') + 1);
    return figure.endsWith("nan") || figure.endsWith("inf")
        ? Double.POSITIVE_INFINITY
        : Double.parseDouble(figure);
  }
}
