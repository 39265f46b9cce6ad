package org.unroll4j.data.distribution;

/** What a level of a quantile has to be. */
final class Levels {

  private Levels() {}

  static double require(double p) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException(
          "quantile: the level must lie between 0 and 1, both excluded, but was %s.".formatted(p));
    }
    return p;
  }
}
