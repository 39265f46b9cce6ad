package org.unroll4j.data.generate.demand;

import java.util.SplittableRandom;

/**
 * Random numbers for one purpose at one place: a pure function of seed, purpose and place, so that
 * any store and any series can be made without the ones before it. Logarithm and cosine are those
 * of StrictMath, the same on every machine.
 */
final class RandomStream {
  /** What the numbers are for; no two purposes share any. */
  enum Purpose {
    STORE,
    WEATHER,
    PRODUCT,
    SERIES,
    PROMOTION,
    SALES,
    PATHS
  }

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private final SplittableRandom random;

  RandomStream(long seed, Purpose purpose, long place) {
    this.random = new SplittableRandom(mixed(mixed(seed + GOLDEN * purpose.ordinal()) ^ place));
  }

  double uniform() {
    return random.nextDouble();
  }

  double uniform(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  /** Standard normal (G. E. P. Box and M. E. Muller, 1958). */
  double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  /** Exponential with mean 1. */
  double exponential() {
    return -StrictMath.log(1 - random.nextDouble());
  }

  /** A permutation of the 64-bit numbers that leaves no bit where it was (SplittableRandom's). */
  private static long mixed(long value) {
    long z = value + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
