package org.unroll4j.studies.baselines;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.unroll4j.studies.evaluation.Moments;

/**
 * Fits {@link BoostedTrees}; the number of rounds is chosen by early stopping on validation, and so
 * is how much a leaf must hold.
 *
 * <p>One thread: the result then does not depend on the machine's cores, and OpenMP's threads,
 * which wait for each other at full speed, take twenty times as long where the cores are shared.
 *
 * <p>XGBoost's native library needs OpenMP's (libgomp on Linux). Where the system has none, the one
 * that comes with ND4J's natives serves, if ND4J has been loaded before.
 */
final class BoostedTreesTrainer {

  private static final int MOST_ROUNDS = 300;
  private static final int PATIENCE = 15;

  /** XGBoost's least sum of p · (1 − p) in a leaf. */
  private static final List<Integer> LEAF_WEIGHTS = List.of(5, 50);

  private final long seed;

  BoostedTreesTrainer(long seed) {
    this.seed = seed;
  }

  private Map<String, Object> parameters(int leafWeight) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("objective", "binary:logistic");
    parameters.put("eval_metric", "logloss");
    parameters.put("tree_method", "hist");
    parameters.put("max_bin", 128);
    parameters.put("max_depth", 6);
    parameters.put("eta", 0.1);
    parameters.put("min_child_weight", leafWeight);
    parameters.put("lambda", 1);
    parameters.put("seed", (int) (seed & Integer.MAX_VALUE));
    parameters.put("nthread", 1);
    parameters.put("verbosity", 0);
    return parameters;
  }

  /**
   * Trains until the loss on validation has not fallen for a while.
   *
   * @throws XGBoostError if XGBoost refuses
   * @throws LinkageError if its native library does not load on this machine
   */
  BoostedTrees fit(
      TreeColumns columns,
      SessionEvents trainEvents,
      Moments train,
      SessionEvents validationEvents,
      Moments validation)
      throws XGBoostError {
    DMatrix fitted = matrix(columns, trainEvents, train);
    DMatrix held = matrix(columns, validationEvents, validation);
    try {
      Boosted best = null;
      for (int leafWeight : LEAF_WEIGHTS) {
        Boosted boosted = boost(parameters(leafWeight), fitted, held);
        best = best == null || boosted.loss() < best.loss() ? boosted : best;
      }
      return new BoostedTrees(columns, best.rounds(), best.model());
    } finally {
      fitted.dispose();
      held.dispose();
    }
  }

  private record Boosted(double loss, int rounds, byte[] model) {}

  private static Boosted boost(Map<String, Object> parameters, DMatrix train, DMatrix validation)
      throws XGBoostError {
    DMatrix[] watched = {validation};
    String[] names = {"validation"};
    Booster booster = XGBoost.train(train, parameters, 1, Map.of(), null, null);
    try {
      int best = 1;
      double bestLoss = loss(booster.evalSet(watched, names, 0));
      for (int round = 1; round < MOST_ROUNDS && round < best + PATIENCE; round++) {
        booster.update(train, round);
        double loss = loss(booster.evalSet(watched, names, round));
        if (loss < bestLoss) {
          bestLoss = loss;
          best = round + 1;
        }
      }
      return new Boosted(bestLoss, best, booster.toByteArray("ubj"));
    } finally {
      booster.dispose();
    }
  }

  private static DMatrix matrix(TreeColumns columns, SessionEvents events, Moments moments)
      throws XGBoostError {
    FeatureMatrix features = FeatureMatrix.of(events, moments, new TreeFeatures(columns, events));
    DMatrix matrix = new DMatrix(features.values(), moments.size(), features.width(), Float.NaN);
    float[] labels = new float[moments.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = moments.label()[i];
    }
    matrix.setLabel(labels);
    return matrix;
  }

  /** The figure at the end of XGBoost's line {@code [round]\tname-metric:figure}. */
  private static double loss(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(':') + 1));
  }
}
