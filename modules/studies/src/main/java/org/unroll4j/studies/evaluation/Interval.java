package org.unroll4j.studies.evaluation;

import java.util.Arrays;
import java.util.List;

/**
 * An interval of confidence.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {

  /** Quantile of the normal distribution for a two-sided interval of 95 %. */
  private static final double Z95 = 1.959963984540054;

  /**
   * Wilson's score interval, 95 %, for a share.
   *
   * <p>Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
   * JASA 22 (1927).
   */
  public static Interval wilson(long successes, long count) {
    if (count < 1 || successes < 0 || successes > count) {
      throw new IllegalArgumentException(
          "Interval.wilson: expected 0 ≤ successes ≤ count and count ≥ 1, received %d of %d."
              .formatted(successes, count));
    }
    double n = count;
    double share = successes / n;
    double z2 = Z95 * Z95;
    double centre = (share + z2 / (2 * n)) / (1 + z2 / n);
    double half = Z95 / (1 + z2 / n) * Math.sqrt(share * (1 - share) / n + z2 / (4 * n * n));
    return new Interval(successes == 0 ? 0 : centre - half, successes == count ? 1 : centre + half);
  }

  /** The middle {@code level} of some values, which must not be empty. */
  static Interval percentile(double[] values, double level) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Interval(quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2));
  }

  private static double quantile(double[] sorted, double q) {
    double position = q * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  /** {@code [low, high]}, as it stands in {@code result.json}. */
  public List<Double> toJson() {
    return List.of(low, high);
  }
}
