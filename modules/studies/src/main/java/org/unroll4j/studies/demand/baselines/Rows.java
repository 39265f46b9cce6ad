package org.unroll4j.studies.demand.baselines;

/**
 * Rows to fit and judge models on.
 *
 * @param values feature f of row i at {@code [i · width + f]}
 * @param width number of features
 * @param usual which of them is the mean of the target's place in its season
 * @param series of each row
 * @param target step of each row's target
 * @param horizonStep from 1, of each row
 * @param scale of the series at the row's origin
 * @param actual value of the target
 */
record Rows(
    float[] values,
    int width,
    int usual,
    int[] series,
    int[] target,
    int[] horizonStep,
    double[] scale,
    float[] actual) {

  int size() {
    return actual.length;
  }

  /** The target in units of the scale. */
  double label(int row) {
    return actual[row] / scale[row];
  }

  /** The intercept, which comes first, plus the product of a row with the other coefficients. */
  double dot(int row, double[] coefficients) {
    double sum = coefficients[0];
    for (int f = 0; f < width; f++) {
      sum += coefficients[f + 1] * values[row * width + f];
    }
    return sum;
  }

  /** Writes down the features of the chosen candidates. */
  static Rows of(CandidateRows candidates, long[] chosen, RowEncoder encoder, FeatureState state) {
    Rows rows = null;
    Row row = new Row();
    Recent recent = null;
    int ofOrigin = 0;
    for (int i = 0; i < chosen.length; i++) {
      Past past = candidates.past(chosen[i]);
      if (recent == null || !past.sameAs(recent.past())) {
        recent = state.recent(past);
        row.clear();
        encoder.origin(row, recent);
        ofOrigin = row.width();
      }
      row.truncate(ofOrigin);
      int h = candidates.horizonStep(chosen[i]);
      encoder.target(row, recent, h);
      rows = rows == null ? empty(chosen.length, row.width(), ofOrigin) : rows;
      row.copyTo(rows.values, i * row.width());
      rows.series[i] = past.series();
      rows.target[i] = past.origin() + h;
      rows.horizonStep[i] = h;
      rows.scale[i] = recent.scale();
      rows.actual[i] = candidates.actual(chosen[i]);
    }
    return rows == null ? empty(0, 1, 0) : rows;
  }

  private static Rows empty(int n, int width, int usual) {
    return new Rows(
        new float[Math.multiplyExact(n, width)],
        width,
        usual,
        new int[n],
        new int[n],
        new int[n],
        new double[n],
        new float[n]);
  }
}
