package org.unroll4j.data.series;

import java.util.Arrays;

/**
 * One column of numbers of all series.
 *
 * @param dictionary the number of each code; the first is that of a missing one
 * @param cells those of each series
 */
record SeriesColumn(float[] dictionary, Cells[] cells) {

  /** Number i of a series, the missing one outside of its rows. */
  float get(int series, int i) {
    Cells row = cells[series];
    return i < 0 || i >= row.length() ? dictionary[0] : row.get(i, dictionary);
  }

  /** Copies numbers {@code from} to {@code to} (exclusive) of a series to {@code target}. */
  void copy(int series, int from, int to, float[] target, int at) {
    Cells row = cells[series];
    int start = Math.min(Math.max(from, 0), to);
    int stop = Math.max(Math.min(to, row.length()), start);
    Arrays.fill(target, at, at + start - from, dictionary[0]);
    if (stop > start) {
      row.copy(start, stop, dictionary, target, at + start - from);
    }
    Arrays.fill(target, at + stop - from, at + to - from, dictionary[0]);
  }
}
