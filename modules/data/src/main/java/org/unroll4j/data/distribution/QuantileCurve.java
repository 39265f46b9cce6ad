package org.unroll4j.data.distribution;

import java.util.Arrays;

/**
 * The distribution through given quantiles: its cdf is linear between them and exponential beyond
 * them, with the decay of the two outermost ones.
 *
 * <pre>{@code
 * F(x) = p₁·exp((x − v₁)/b₁),            x < v₁,  b₁ = (v₂ − v₁)/log(p₂/p₁)
 * 1 − F(x) = (1 − pₙ)·exp((vₙ − x)/bₙ),  x > vₙ,  bₙ = (vₙ − vₙ₋₁)/log((1 − pₙ₋₁)/(1 − pₙ))
 * }</pre>
 *
 * <p>Equal quantiles hold a probability of their own; so does the floor, where what would lie below
 * it stands. With a single quantile both tails stand at it. {@link #crps} is the exact integral of
 * that cdf. {@link #logLikelihood} is NaN: a few quantiles do not determine a density.
 */
public final class QuantileCurve implements Distribution {

  private final double[] levels;
  private final double[] values;
  private final double floor;
  private final ExponentialTail lower;
  private final ExponentialTail upper;

  private QuantileCurve(double[] levels, double[] values, double floor) {
    this.levels = levels;
    this.values = values;
    this.floor = floor;
    int last = levels.length - 1;
    double first = levels[0];
    double rest = 1 - levels[last];
    lower =
        new ExponentialTail(
            first, last == 0 ? 0 : (values[1] - values[0]) / Math.log(levels[1] / first));
    upper =
        new ExponentialTail(
            rest,
            last == 0
                ? 0
                : (values[last] - values[last - 1]) / Math.log((1 - levels[last - 1]) / rest));
  }

  /** A curve without a floor; see {@link #of(double[], double[], double)}. */
  public static QuantileCurve of(double[] levels, double[] values) {
    return of(levels, values, Double.NEGATIVE_INFINITY);
  }

  /**
   * The curve through quantiles.
   *
   * @param levels strictly increasing, between 0 and 1, both excluded; at least one
   * @param values the quantile of each level, finite, not decreasing; those below the floor are
   *     raised to it
   * @param floor the smallest possible value, or −∞
   */
  public static QuantileCurve of(double[] levels, double[] values, double floor) {
    boolean fit = levels.length == values.length && levels.length > 0;
    for (int i = 0; fit && i < levels.length; i++) {
      fit =
          levels[i] > (i == 0 ? 0 : levels[i - 1])
              && levels[i] < 1
              && Double.isFinite(values[i])
              && (i == 0 || values[i] >= values[i - 1]);
    }
    if (!fit || Double.isNaN(floor) || floor == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          ("QuantileCurve: expected strictly increasing levels between 0 and 1 and as many values"
                  + " that do not decrease, but received levels %s, values %s, floor %s.")
              .formatted(Arrays.toString(levels), Arrays.toString(values), floor));
    }
    return new QuantileCurve(
        levels.clone(), Arrays.stream(values).map(v -> Math.max(v, floor)).toArray(), floor);
  }

  /** The levels, increasing. */
  public double[] levels() {
    return levels.clone();
  }

  /** The quantiles of the levels. */
  public double[] values() {
    return values.clone();
  }

  double outermost() {
    return values[values.length - 1];
  }

  ExponentialTail upperTail() {
    return upper;
  }

  @Override
  public double mean() {
    int last = levels.length - 1;
    double sum = levels[0] * values[0] - lower.integral(values[0] - floor);
    for (int i = 0; i < last; i++) {
      sum += (levels[i + 1] - levels[i]) * (values[i] + values[i + 1]) / 2;
    }
    return sum + upper.mass() * values[last] + upper.integral(Double.POSITIVE_INFINITY);
  }

  @Override
  public double quantile(double p) {
    Levels.require(p);
    int last = levels.length - 1;
    if (p <= levels[0]) {
      return Math.max(floor, values[0] - lower.distance(p));
    }
    if (p > levels[last]) {
      return values[last] + upper.distance(1 - p);
    }
    int found = Arrays.binarySearch(levels, p);
    int i = found >= 0 ? found : -found - 1;
    double share = (p - levels[i - 1]) / (levels[i] - levels[i - 1]);
    return found >= 0 ? values[i] : values[i - 1] + share * (values[i] - values[i - 1]);
  }

  @Override
  public double cdf(double y) {
    return y < values[0] || y >= outermost() ? outside(y) : between(y, true);
  }

  @Override
  public double below(double y) {
    if (y <= floor) {
      return 0;
    }
    return y <= values[0] || y > outermost() ? outsideBelow(y) : between(y, false);
  }

  @Override
  public double above(double y) {
    return y >= outermost() ? upper.at(y - outermost()) : 1 - cdf(y);
  }

  private double outside(double y) {
    if (y >= outermost()) {
      return 1 - upper.at(y - outermost());
    }
    return y < floor ? 0 : lower.at(values[0] - y);
  }

  private double outsideBelow(double y) {
    return y <= values[0] ? lower.at(values[0] - y) : 1 - upper.at(y - outermost());
  }

  /** P(Y ≤ y) or P(Y &lt; y) where values[0] ≤ y ≤ values[n − 1]. */
  private double between(double y, boolean inclusive) {
    int low = 0;
    int high = values.length - 1;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (inclusive ? values[middle] <= y : values[middle] < y) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double width = values[high] - values[low];
    double share = width == 0 ? (inclusive ? 1 : 0) : (y - values[low]) / width;
    return levels[low] + share * (levels[high] - levels[low]);
  }

  @Override
  public double crps(double y) {
    return belowCurve(y) + alongCurve(y) + aboveCurve(y);
  }

  /** The part of the integral over x &lt; values[0]. */
  private double belowCurve(double y) {
    double first = values[0];
    double split = Math.min(Math.max(y, floor), first);
    double before = lower.integralOfSquare(first - split, first - floor);
    return Math.max(0, floor - y) + before + lower.integralOfRestSquared(0, first - split);
  }

  private double alongCurve(double y) {
    double sum = 0;
    for (int i = 0; i + 1 < values.length; i++) {
      double from = values[i];
      double to = values[i + 1];
      if (to > from) {
        double split = Math.min(Math.max(y, from), to);
        double at = levels[i] + (split - from) / (to - from) * (levels[i + 1] - levels[i]);
        sum += (split - from) * meanSquare(levels[i], at);
        sum += (to - split) * meanSquare(1 - at, 1 - levels[i + 1]);
      }
    }
    return sum;
  }

  private double aboveCurve(double y) {
    double d = Math.max(0, y - outermost());
    return upper.integralOfRestSquared(0, d) + upper.integralOfSquare(d, Double.POSITIVE_INFINITY);
  }

  /** The mean of the square of what goes linearly from a to b. */
  private static double meanSquare(double a, double b) {
    return (a * a + a * b + b * b) / 3;
  }

  @Override
  public double logLikelihood(double y) {
    return Double.NaN;
  }
}
