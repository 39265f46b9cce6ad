package org.unroll4j.data.distribution;

import java.util.function.LongToDoubleFunction;

/** Looks for quantiles of large counts. */
final class CountSearch {

  private CountSearch() {}

  /**
   * The smallest k ≥ 0 with S(k) ≤ s, by steps that double and then halve.
   *
   * @param survival S, falling
   * @param s positive
   * @param start where to begin, such as the mean
   * @param stride of the first step, such as the standard deviation
   */
  static long inverseSurvival(
      LongToDoubleFunction survival, double s, double start, double stride) {
    long step = Math.max(1, (long) stride);
    long low = Math.max(0, (long) start);
    long high = low;
    if (survival.applyAsDouble(low) <= s) {
      do {
        high = low;
        low -= step;
        step *= 2;
      } while (low >= 0 && survival.applyAsDouble(low) <= s);
      low = Math.max(-1, low);
    } else {
      do {
        low = high;
        high += step;
        step *= 2;
      } while (survival.applyAsDouble(high) > s);
    }
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (survival.applyAsDouble(middle) <= s) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }
}
