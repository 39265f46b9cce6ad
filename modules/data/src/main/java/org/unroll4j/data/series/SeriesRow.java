package org.unroll4j.data.series;

/**
 * What a table says about one series at one step.
 *
 * @param value NaN if missing
 * @param stockout whether the value is bounded by what was left to sell
 * @param known one number per known covariate, NaN if missing
 * @param past one number per past covariate, NaN if missing
 */
public record SeriesRow(float value, boolean stockout, float[] known, float[] past) {
  private static final float[] NONE = {};

  /** A row without covariates. */
  public static SeriesRow of(double value) {
    return new SeriesRow((float) value, false, NONE, NONE);
  }
}
