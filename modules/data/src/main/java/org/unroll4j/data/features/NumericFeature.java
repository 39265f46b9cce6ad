package org.unroll4j.data.features;

/**
 * A numeric column as a feature.
 *
 * @param column name of the column
 * @param log1p whether log(1 + x) is taken first (of the absolute value, with the sign kept)
 */
public record NumericFeature(String column, boolean log1p) {

  double transform(double value) {
    return log1p ? Math.signum(value) * Math.log1p(Math.abs(value)) : value;
  }
}
