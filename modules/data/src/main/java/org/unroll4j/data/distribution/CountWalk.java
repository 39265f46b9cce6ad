package org.unroll4j.data.distribution;

import java.util.function.LongToDoubleFunction;

/**
 * Probabilities of 0, 1, 2, … one after another, by their ratios: the quickest way where all that
 * matters lies close to zero.
 */
final class CountWalk {

  /** The largest count that is walked to. */
  static final int LIMIT = 1024;

  /** From this mean on, a walk from zero does not pay. */
  static final int LARGEST_MEAN = LIMIT / 4;

  private static final double NEGLIGIBLE = 1e-17;

  private final LongToDoubleFunction ratio;
  private long k;
  private double mass;
  private double above;

  /**
   * A walk that stands at zero.
   *
   * @param mass P(Y = 0)
   * @param above P(Y > 0)
   * @param ratio P(Y = k + 1) / P(Y = k)
   */
  CountWalk(double mass, double above, LongToDoubleFunction ratio) {
    this.mass = mass;
    this.above = above;
    this.ratio = ratio;
  }

  private void step() {
    mass *= ratio.applyAsDouble(k);
    above = Math.max(0, above - mass);
    k++;
  }

  /** The smallest k with P(Y > k) ≤ s, or −1 if it is beyond reach. */
  long inverseSurvival(double s) {
    while (above > s) {
      if (k == LIMIT) {
        return -1;
      }
      step();
    }
    return k;
  }

  /** Σ P(Y > k)², or NaN if the tail is beyond reach. */
  double sumOfSquares() {
    double negligible = above * NEGLIGIBLE;
    double sum = above * above;
    while (mass > negligible || ratio.applyAsDouble(k) >= 1) {
      if (k == LIMIT) {
        return Double.NaN;
      }
      step();
      sum += above * above;
    }
    return sum;
  }

  /** Σ P(Y > k), k &lt; y; y up to {@link #LIMIT}. */
  double sumBelow(double y) {
    double sum = 0;
    while (k + 1 <= y) {
      sum += above;
      step();
    }
    return sum + (y - k) * above;
  }
}
