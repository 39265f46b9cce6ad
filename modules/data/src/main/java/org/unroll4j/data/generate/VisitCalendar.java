package org.unroll4j.data.generate;

import java.util.random.RandomGenerator;

/**
 * When users come. A Poisson process whose rate follows the hour of day in UTC (few visits at
 * night, most in the evening), drawn by thinning; it knows nothing of what happens in a session.
 */
final class VisitCalendar {
  private static final long MILLIS_PER_HOUR = 3_600_000;
  private static final double[] HOURLY = {
    .25, .15, .1, .1, .1, .15, .3, .5, .6, .65, .7, .75, .8, .75, .7, .7, .75, .8, .9, 1, 1, .9, .7,
    .4
  };

  private final RandomGenerator random;

  VisitCalendar(RandomGenerator random) {
    this.random = random;
  }

  /** A moment in a span of whole days that starts at midnight, likely at busy hours. */
  long within(long fromMillis, long toMillis) {
    while (true) {
      long candidate = fromMillis + (long) (random.nextDouble() * (toMillis - fromMillis));
      if (isKept(candidate)) {
        return candidate;
      }
    }
  }

  /** The first visit after the given moment, {@code meanHours} later on average at busy hours. */
  long after(long millis, double meanHours) {
    double time = millis;
    while (true) {
      time -= StrictMath.log(1 - random.nextDouble()) * meanHours * MILLIS_PER_HOUR;
      if (isKept((long) time)) {
        return (long) time;
      }
    }
  }

  private boolean isKept(long millis) {
    int hour = (int) (Math.floorDiv(millis, MILLIS_PER_HOUR) % HOURLY.length);
    return random.nextDouble() < HOURLY[hour];
  }
}
