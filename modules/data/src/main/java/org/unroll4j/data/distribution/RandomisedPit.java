package org.unroll4j.data.distribution;

import java.util.random.RandomGenerator;

/**
 * The randomised probability integral transform: uniform on (0, 1) if the observation was drawn
 * from the distribution, be it discrete or not (C. Czado, T. Gneiting, L. Held, Biometrics 65,
 * 2009, section 2.1).
 *
 * <pre>{@code
 * PIT = P(Y < y) + u·P(Y = y),  u uniform on (0, 1)
 * }</pre>
 */
public final class RandomisedPit {

  private RandomisedPit() {}

  /** The transform of one observation; one number is drawn from the generator. */
  public static double of(Distribution distribution, double y, RandomGenerator random) {
    double below = distribution.below(y);
    return below + random.nextDouble() * (distribution.cdf(y) - below);
  }
}
