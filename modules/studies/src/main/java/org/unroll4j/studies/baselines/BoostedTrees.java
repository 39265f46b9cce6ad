package org.unroll4j.studies.baselines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.unroll4j.studies.evaluation.Moments;

/**
 * Gradient-boosted trees by XGBoost.
 *
 * @param columns what the trees look at
 * @param rounds number of trees that did best on the validation part
 * @param model XGBoost's own format, UBJSON
 */
public record BoostedTrees(TreeColumns columns, int rounds, byte[] model) implements Baseline {

  @Override
  public String name() {
    return "boostedTrees";
  }

  @Override
  public String description() {
    return "%d gradient-boosted trees on counts, the last three types, times, position and columns."
        .formatted(rounds);
  }

  /** Why XGBoost cannot use the model on this machine; empty if it can. */
  Optional<String> refusal() {
    try {
      XGBoost.loadModel(model).dispose();
      return Optional.empty();
    } catch (XGBoostError | IOException | LinkageError e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if XGBoost refuses
   * @throws LinkageError if its native library does not load on this machine
   */
  @Override
  public double[] probabilities(SessionEvents events, Moments moments) {
    if (moments.size() == 0) {
      return new double[0];
    }
    FeatureMatrix features = FeatureMatrix.of(events, moments, new TreeFeatures(columns, events));
    try {
      Booster booster = XGBoost.loadModel(model);
      DMatrix matrix = new DMatrix(features.values(), moments.size(), features.width(), Float.NaN);
      try {
        return first(booster.predict(matrix, false, rounds));
      } finally {
        matrix.dispose();
        booster.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException("Boosted trees cannot predict: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] first(float[][] predictions) {
    double[] probabilities = new double[predictions.length];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = Math.min(1, Math.max(0, predictions[i][0]));
    }
    return probabilities;
  }
}
