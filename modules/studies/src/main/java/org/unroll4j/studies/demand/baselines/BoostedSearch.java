package org.unroll4j.studies.demand.baselines;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.unroll4j.studies.network.RandomKey;

/**
 * Fits a {@link BoostedForecaster} by random search: the first trial has the usual settings, the
 * others are drawn; the mean model with the least squared error on validation wins, in units of the
 * values. The quantiles get its settings or the usual ones, whichever has the smaller pinball loss.
 * Rounds are chosen by early stopping.
 *
 * <p>One thread: the result then does not depend on the machine's cores.
 */
final class BoostedSearch {

  private static final int TRIAL = 11;
  private static final int OF_MEAN = 1;
  private static final int OF_SQUARES = 2;

  private final FitData data;
  private final BooleanSupplier late;
  private boolean cut;

  /**
   * A search.
   *
   * @param late whether time is up
   */
  BoostedSearch(FitData data, BooleanSupplier late) {
    this.data = data;
    this.late = late;
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
      Trial quantiles = searchQuantiles(new DMatrix[] {fitted, pinball}, mean.settings());
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

  private boolean timeIsUp() {
    cut |= late.getAsBoolean();
    return cut;
  }

  private Trial searchMean(DMatrix[] matrices) throws XGBoostError {
    Trial best = null;
    for (int i = 0; i < data.budget().trials() && (best == null || !timeIsUp()); i++) {
      SplittableRandom random = RandomKey.generator(data.seed(), TRIAL, i);
      TreeSettings settings =
          i == 0 ? usual() : TreeSettings.draw(random, data.state().nonNegative());
      best = boost(settings, settings.ofMean(data.seed()), matrices).better(best);
    }
    return best;
  }

  private Trial searchQuantiles(DMatrix[] matrices, TreeSettings found) throws XGBoostError {
    Trial best = null;
    for (TreeSettings settings : List.of(found, usual())) {
      boolean again = best != null && (settings.equals(found) || data.budget().trials() < 2);
      if (best == null || !(again || timeIsUp())) {
        best =
            boost(settings, settings.ofQuantiles(data.seed(), FeatureState.levels()), matrices)
                .better(best);
      }
    }
    return best;
  }

  private Trial boost(
      TreeSettings settings, java.util.Map<String, Object> parameters, DMatrix[] matrices)
      throws XGBoostError {
    return new Trial(
        settings, Boosting.judged(parameters, matrices, data.budget().rounds(), this::timeIsUp));
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
