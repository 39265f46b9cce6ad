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

  /** The numbers of {@code count} rows from {@code first} on. */
  static int[] range(int first, int count) {
    int[] rows = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] = first + i;
    }
    return rows;
  }

  /** Where row {@code i} begins. */
  int at(int i) {
    return index[from + i] * stride;
  }
}
