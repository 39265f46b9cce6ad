package org.unroll4j.data.windows;

import java.util.Arrays;

/**
 * Sums over the steps at the same place of the last seasons, for every step at which they are asked
 * for. A sum is that of one season before, plus the newest step, minus the oldest one.
 */
final class SeasonalSums {
  private final SeasonalWindow seasonal;
  private final int low;
  private int first;
  private final double[] known;
  private final double[] sum;
  private final double[] squares;
  private final double[] zeros;
  private final double[] soldOut;
  private final double[] sellable;

  SeasonalSums(SeasonalWindow seasonal, WindowShape shape) {
    this.seasonal = seasonal;
    this.low = shape.back() - seasonal.season();
    this.known = new double[shape.steps()];
    this.sum = new double[shape.steps()];
    this.squares = new double[shape.steps()];
    this.zeros = new double[shape.steps()];
    this.soldOut = new double[shape.steps()];
    this.sellable = new double[shape.steps()];
  }

  /**
   * Reads a window.
   *
   * @param changed the first history index that differs from the window that was read before
   */
  void read(Window window, boolean stockouts, int changed) {
    int used = Math.min(window.shape.steps(), window.limit() - low + 1);
    first = Math.max(0, changed - low);
    add(window.present, known, used);
    add(window.filled, sum, used);
    if (seasonal.full()) {
      add(window.squares, squares, used);
      add(window.zero, zeros, used);
      if (stockouts) {
        add(window.soldOutKnown, soldOut, used);
        add(window.sellable, sellable, used);
      }
    }
  }

  private void add(float[] history, double[] sums, int used) {
    int season = seasonal.season();
    int reach = season * seasonal.count();
    int whole = Math.min(season, used);
    if (first < whole) {
      Arrays.fill(sums, first, whole, 0);
    }
    for (int back = 0; back < reach; back += season) {
      for (int j = first; j < whole; j++) {
        sums[j] += history[low - back + j];
      }
    }
    for (int j = Math.max(season, first); j < used; j++) {
      sums[j] = sums[j - season] + history[low + j] - history[low + j - reach];
    }
  }

  /** The sums that step i of the window may know: where they stand. */
  int at(Window window, int i) {
    int j = i;
    while (low + j > window.limit()) {
      j -= seasonal.season();
    }
    return j;
  }

  double known(int j) {
    return known[j];
  }

  double mean(int j) {
    return sum[j] / known[j];
  }

  double deviation(int j) {
    double mean = mean(j);
    return Math.sqrt(Math.max(0, squares[j] / known[j] - mean * mean));
  }

  double zeroShare(int j) {
    return zeros[j] / known[j];
  }

  double stockoutShare(int j) {
    return soldOut[j] / known[j];
  }

  /** The mean of the steps that were not sold out; that of all if there is none. */
  double sellableMean(int j) {
    double steps = known[j] - soldOut[j];
    return steps > 0 ? sellable[j] / steps : mean(j);
  }
}
