package org.unroll4j.vector;

/**
 * A matrix as an array of rows.
 *
 * @param rows all of the same length
 * @param columns that length
 */
record Matrix(float[][] rows, int columns) {

  static Matrix zeros(int rows, int columns) {
    return new Matrix(new float[rows][columns], columns);
  }

  /** A matrix from values in row-major order. */
  static Matrix of(float[] values, int rows, int columns) {
    Matrix matrix = zeros(rows, columns);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(values, i * columns, matrix.rows[i], 0, columns);
    }
    return matrix;
  }

  int height() {
    return rows.length;
  }

  Matrix transposed() {
    Matrix result = zeros(columns, height());
    for (int i = 0; i < height(); i++) {
      for (int j = 0; j < columns; j++) {
        result.rows[j][i] = rows[i][j];
      }
    }
    return result;
  }

  /** The values in row-major order. */
  float[] flat() {
    float[] values = new float[height() * columns];
    for (int i = 0; i < height(); i++) {
      System.arraycopy(rows[i], 0, values, i * columns, columns);
    }
    return values;
  }

  /** {@code y += x·M}, where x are the values of an array from {@code xAt} on. */
  void addProduct(float[] x, int xAt, float[] y) {
    int i = 0;
    for (; i + 4 <= height(); i += 4) {
      int k = xAt + i;
      addRows(
          x[k], rows[i], x[k + 1], rows[i + 1], x[k + 2], rows[i + 2], x[k + 3], rows[i + 3], y);
    }
    for (; i < height(); i++) {
      addRow(x[xAt + i], rows[i], y);
    }
  }

  /**
   * {@code M += Σ aᵀ·b} over the given steps, for the rows {@code [from, to)} of M: the gradient of
   * a weight matrix from what it was multiplied with and the gradient of what came out.
   *
   * @param a one row per step
   * @param b one row per step
   */
  void addOuterProducts(int[] steps, float[][] a, float[][] b, int from, int to) {
    int s = 0;
    for (; s + 4 <= steps.length; s += 4) {
      float[] a0 = a[steps[s]];
      float[] a1 = a[steps[s + 1]];
      float[] a2 = a[steps[s + 2]];
      float[] a3 = a[steps[s + 3]];
      float[] b0 = b[steps[s]];
      float[] b1 = b[steps[s + 1]];
      float[] b2 = b[steps[s + 2]];
      float[] b3 = b[steps[s + 3]];
      for (int i = from; i < to; i++) {
        addRows(a0[i], b0, a1[i], b1, a2[i], b2, a3[i], b3, rows[i]);
      }
    }
    for (; s < steps.length; s++) {
      for (int i = from; i < to; i++) {
        addRow(a[steps[s]][i], b[steps[s]], rows[i]);
      }
    }
  }

  /** {@code y += x·row}. */
  static void addRow(float x, float[] row, float[] y) {
    for (int j = 0; j < y.length; j++) {
      y[j] += x * row[j];
    }
  }

  /** Four rows at a time: y is read and written once for four products. */
  private static void addRows(
      float x0,
      float[] row0,
      float x1,
      float[] row1,
      float x2,
      float[] row2,
      float x3,
      float[] row3,
      float[] y) {
    for (int j = 0; j < y.length; j++) {
      y[j] += x0 * row0[j] + x1 * row1[j] + (x2 * row2[j] + x3 * row3[j]);
    }
  }
}
