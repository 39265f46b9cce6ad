package org.unroll4j.peers.bench;

import java.util.Arrays;

/**
 * The middle of some values and their spread.
 *
 * @param median half of the values are below
 * @param low a quarter is below
 * @param high three quarters are below
 */
public record Quartiles(double median, double low, double high) {

  /**
   * Of at least one value, with linear interpolation between neighbours.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Quartiles of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("Quartiles: there must be at least one value.");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Quartiles(at(sorted, 0.5), at(sorted, 0.25), at(sorted, 0.75));
  }

  private static double at(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
