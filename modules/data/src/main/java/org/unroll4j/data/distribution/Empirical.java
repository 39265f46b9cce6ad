package org.unroll4j.data.distribution;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The distribution of a sample: each of its values as often as it occurs, or by weights. */
public final class Empirical implements Distribution {

  private final double[] values;
  private final double[] upTo;

  private Empirical(double[] sorted, double[] weights) {
    int n = sorted.length;
    values = sorted;
    upTo = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += weights[i];
      upTo[i] = sum;
    }
    for (int i = 0; i < n; i++) {
      upTo[i] = i == n - 1 ? 1 : upTo[i] / sum;
    }
  }

  /**
   * Each value of the sample alike.
   *
   * @param sample at least one finite value, in any order
   */
  public static Empirical of(double... sample) {
    double[] weights = new double[sample.length];
    Arrays.fill(weights, 1);
    return of(sample, weights);
  }

  /**
   * Each value of the sample with a weight.
   *
   * @param sample at least one finite value, in any order
   * @param weights one for each value, positive; their sum does not matter
   */
  public static Empirical of(double[] sample, double[] weights) {
    require(sample, weights);
    int[] order =
        IntStream.range(0, sample.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> sample[i]))
            .mapToInt(i -> i)
            .toArray();
    return new Empirical(
        Arrays.stream(order).mapToDouble(i -> sample[i]).toArray(),
        Arrays.stream(order).mapToDouble(i -> weights[i]).toArray());
  }

  private static void require(double[] sample, double[] weights) {
    if (sample.length == 0 || !Arrays.stream(sample).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "Empirical: the sample must have at least one value and finite ones only, but was %s."
              .formatted(Arrays.toString(sample)));
    }
    if (weights.length != sample.length
        || !Arrays.stream(weights).allMatch(w -> w > 0 && w < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Empirical: expected %d positive weights, but received %s."
              .formatted(sample.length, Arrays.toString(weights)));
    }
  }

  @Override
  public double mean() {
    double sum = 0;
    double before = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (upTo[i] - before) * values[i];
      before = upTo[i];
    }
    return sum;
  }

  @Override
  public double quantile(double p) {
    Levels.require(p);
    int low = 0;
    int high = upTo.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (upTo[middle] >= p) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return values[low];
  }

  @Override
  public double cdf(double y) {
    int n = firstAbove(y);
    return n == 0 ? 0 : upTo[n - 1];
  }

  @Override
  public double below(double y) {
    return cdf(Math.nextDown(y));
  }

  /** How many values are at most y. */
  private int firstAbove(double y) {
    int low = 0;
    int high = values.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values[middle] > y) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  @Override
  public double crps(double y) {
    double sum = Math.max(0, values[0] - y) + Math.max(0, y - values[values.length - 1]);
    for (int i = 0; i + 1 < values.length; i++) {
      double f = upTo[i];
      double split = Math.min(Math.max(y, values[i]), values[i + 1]);
      sum += f * f * (split - values[i]) + (1 - f) * (1 - f) * (values[i + 1] - split);
    }
    return sum;
  }

  @Override
  public double logLikelihood(double y) {
    return Math.log(cdf(y) - below(y));
  }
}
