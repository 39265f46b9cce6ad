package org.unroll4j.studies.demand.baselines;

import java.util.Arrays;

/** Features of one row while they are written, one after another. */
final class Row {

  private float[] values = new float[64];
  private int width;
  private double missing = Double.NaN;

  /** Begins a new row. */
  void clear() {
    truncate(0);
  }

  /** Goes back to the first {@code width} features. */
  void truncate(int width) {
    this.width = width;
  }

  /** What is written from now on where a feature is NaN. */
  void missingAs(double value) {
    missing = value;
  }

  void add(double feature) {
    if (width == values.length) {
      values = Arrays.copyOf(values, 2 * width);
    }
    values[width++] = (float) (Double.isNaN(feature) ? missing : feature);
  }

  int width() {
    return width;
  }

  /** The intercept, which comes first, plus the product with the other coefficients. */
  double dot(double[] coefficients) {
    double sum = coefficients[0];
    for (int f = 0; f < width; f++) {
      sum += coefficients[f + 1] * values[f];
    }
    return sum;
  }

  void copyTo(float[] target, int at) {
    System.arraycopy(values, 0, target, at, width);
  }
}
