package org.unroll4j.studies.demand.baselines;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.unroll4j.studies.network.RandomKey;

/**
 * Fits a {@link BoostedForecaster} by random search: the first trial has the usual settings, the
 * others are drawn; the mean model with the least squared error on validation wins, in units of the
 * values. The quantiles get its settings, with larger steps. Rounds are chosen by early stopping.
 *
 * <p>One thread: the result then does not depend on the machine's cores.
 */
final class BoostedSearch {

  private static final int TRIAL = 11;
  private static final double HALF = 0.5;
  private static final int OF_MEAN = 1;
  private static final int OF_SQUARES = 2;

  private final FitData data;
  private final DoubleSupplier spent;
  private boolean cut;

  /**
   * A search.
   *
   * @param spent share of the time that is gone; the mean model may take half of it
   */
  BoostedSearch(FitData data, DoubleSupplier spent) {
    this.data = data;
    this.spent = spent;
  }

  /** Whether the search ended early because time was up. */
  boolean cut() {
    return cut;
  }

  private record Trial(TreeSettings settings, Boosting boosting) {

    Trial better(Trial other) {
      return other == null || boosting.loss() < other.boosting.loss() ? this : other;
    }
  }

  /**
   * Searches and fits; null if training or validation has no rows.
   *
   * @throws XGBoostError if XGBoost refuses
   * @throws LinkageError if its native library does not load on this machine
   */
  BoostedForecaster fit() throws XGBoostError {
    TreeEncoder encoder = new TreeEncoder(data.state(), data.table());
    Rows train = data.train(encoder);
    Rows validation = data.validation(encoder);
    if (train.size() == 0 || validation.size() == 0) {
      return null;
    }
    DMatrix fitted = TreeMatrix.of(train, OF_MEAN);
    DMatrix squares = TreeMatrix.of(validation, OF_SQUARES);
    DMatrix pinball = TreeMatrix.of(validation, OF_MEAN);
    try {
      Trial mean = searchMean(new DMatrix[] {fitted, squares});
      Trial quantiles = quantiles(new DMatrix[] {fitted, pinball}, mean.settings().faster());
      return data.range().refit()
          ? refitted(encoder, mean, quantiles)
          : forecaster(mean.settings(), mean.boosting(), quantiles.boosting());
    } finally {
      fitted.dispose();
      squares.dispose();
      pinball.dispose();
    }
  }

  private TreeSettings usual() {
    return TreeSettings.usual(data.state().nonNegative());
  }

  private boolean spent(double share) {
    boolean late = spent.getAsDouble() > share;
    cut |= late;
    return late;
  }

  private Trial searchMean(DMatrix[] matrices) throws XGBoostError {
    Trial best = null;
    for (int i = 0; i < data.budget().trials() && (best == null || !spent(HALF)); i++) {
      SplittableRandom random = RandomKey.generator(data.seed(), TRIAL, i);
      TreeSettings settings =
          i == 0 ? usual() : TreeSettings.draw(random, data.state().nonNegative());
      Map<String, Object> parameters = settings.ofMean(data.seed());
      best = boost(settings, parameters, matrices, () -> spent(HALF)).better(best);
    }
    return best;
  }

  private Trial quantiles(DMatrix[] matrices, TreeSettings settings) throws XGBoostError {
    Map<String, Object> parameters = settings.ofQuantiles(data.seed(), FeatureState.levels());
    return boost(settings, parameters, matrices, () -> spent(1));
  }

  private Trial boost(
      TreeSettings settings,
      Map<String, Object> parameters,
      DMatrix[] matrices,
      BooleanSupplier late)
      throws XGBoostError {
    return new Trial(settings, Boosting.judged(parameters, matrices, data.budget().rounds(), late));
  }

  private BoostedForecaster refitted(TreeEncoder encoder, Trial mean, Trial quantiles)
      throws XGBoostError {
    DMatrix all = TreeMatrix.of(data.refit(encoder), OF_MEAN);
    try {
      return forecaster(
          mean.settings(),
          Boosting.fixed(mean.settings().ofMean(data.seed()), all, mean.boosting().rounds()),
          Boosting.fixed(
              quantiles.settings().ofQuantiles(data.seed(), FeatureState.levels()),
              all,
              quantiles.boosting().rounds()));
    } finally {
      all.dispose();
    }
  }

  private BoostedForecaster forecaster(TreeSettings settings, Boosting mean, Boosting quantiles) {
    return new BoostedForecaster(
        data.state(),
        settings,
        mean.rounds(),
        mean.model(),
        quantiles.rounds(),
        quantiles.model(),
        FeatureState.levels());
  }
}
