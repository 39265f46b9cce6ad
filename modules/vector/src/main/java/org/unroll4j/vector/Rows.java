package org.unroll4j.vector;

/**
 * Rows picked from a flat array: row i begins at {@code index[from + i] · stride}.
 *
 * @param values the array
 * @param stride floats from one row to the next
 * @param index which rows
 * @param from the first one used
 * @param count how many are used
 */
record Rows(float[] values, int stride, int[] index, int from, int count) {

  /** Where row {@code i} begins. */
  int at(int i) {
    return index[from + i] * stride;
  }
}
