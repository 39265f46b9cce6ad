package org.unroll4j.studies.network;

import java.util.SplittableRandom;

/**
 * Random numbers that are a function of what they are for, not of what was drawn before: a run that
 * is resumed draws what it would have drawn.
 */
public final class RandomKey {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private RandomKey() {}

  /**
   * A generator of its own for a seed and a use.
   *
   * @param seed of the run
   * @param use what the numbers are for: a fixed number per place, then the update, say
   */
  public static SplittableRandom generator(long seed, long... use) {
    long key = mix(seed + GOLDEN);
    for (long part : use) {
      key = mix(key ^ mix(part + GOLDEN));
    }
    return new SplittableRandom(key);
  }

  /** The finaliser of SplitMix64 (G. Steele, D. Lea, C. Flood, OOPSLA 2014, figure 14). */
  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
