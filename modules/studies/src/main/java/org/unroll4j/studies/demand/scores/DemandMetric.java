package org.unroll4j.studies.demand.scores;

/**
 * A figure of merit of forecasts. y is a value, m the median and μ the mean of its forecast; sums
 * run over all targets whose value is known.
 *
 * <p>The median is the forecast with the least expected absolute error and the mean the one with
 * the least expected squared error, so each error is taken of the one that minimises it (T.
 * Gneiting, "Making and evaluating point forecasts", JASA 106, 2011).
 */
public enum DemandMetric {
  /** Weighted absolute percentage error: Σ|y − m| / Σ|y|. */
  WAPE("wape"),
  /** Mean absolute error of the median: mean of |y − m|. */
  MAE("mae"),
  /** Root of the mean squared error of the mean: √ mean of (y − μ)². */
  RMSE("rmse"),
  /** Σ(μ − y) / Σ|y|; above 0 too much was forecast. */
  BIAS("bias"),
  /**
   * Mean over series of the series' mean of 2|y − m| / (|y| + |m|), 0 where both are 0; between 0
   * and 2 (S. Makridakis, E. Spiliotis, V. Assimakopoulos, "The M4 Competition", International
   * Journal of Forecasting 36, 2020, who write it in per cent).
   */
  SMAPE("smape"),
  /**
   * Mean over series of the series' mean |y − m|, divided by the mean |y(t) − y(t − season)| of its
   * training part (R. Hyndman, A. Koehler, "Another look at measures of forecast accuracy",
   * International Journal of Forecasting 22, 2006). A series whose divisor is 0 or not known is
   * left out.
   */
  MASE("mase"),
  /**
   * Mean over series of the root of (the series' mean (y − μ)², divided by the mean (y(t) − y(t −
   * season))² of its training part); the same series as for {@link #MASE} (S. Makridakis, E.
   * Spiliotis, V. Assimakopoulos, "M5 accuracy competition", International Journal of Forecasting
   * 38, 2022, who take a season of 1).
   */
  RMSSE("rmsse"),
  /**
   * Mean of sMAPE and MASE, each divided by that of the seasonally adjusted naive forecast, {@code
   * naive2} (M4, as above).
   */
  OWA("owa"),
  /**
   * Weighted quantile loss: mean over the levels p = 0.1, 0.2 … 0.9 of 2·Σρ(y, q) / Σ|y|, where q
   * is the forecast's quantile and ρ = max(p·(y − q), (p − 1)·(y − q)) (R. Koenker, G. Bassett,
   * "Regression quantiles", Econometrica 46, 1978). Of a point it is the WAPE.
   */
  WQL("wql"),
  /**
   * Continuous ranked probability score: mean of ∫(F(x) − 1{x ≥ y})² dx, where F is the forecast's
   * distribution function (T. Gneiting, A. Raftery, "Strictly proper scoring rules", JASA 102,
   * 2007, section 4.2). Of a point it is the absolute error.
   */
  CRPS("crps"),
  /** Share of values inside [quantile 0.1, quantile 0.9]; both ends belong to it. */
  COVERAGE80("coverage80"),
  /** Mean of quantile 0.9 − quantile 0.1. */
  WIDTH80("width80"),
  /** Share of values inside [quantile 0.025, quantile 0.975]; both ends belong to it. */
  COVERAGE95("coverage95"),
  /** Mean of quantile 0.975 − quantile 0.025. */
  WIDTH95("width95");

  private final String key;

  DemandMetric(String key) {
    this.key = key;
  }

  /** The key in {@code result.json}. */
  public String key() {
    return key;
  }
}
