package org.unroll4j.data.series;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Numbers the steps of a frequency. Steps shorter than a day are equally long; steps of days count
 * calendar days of the zone, so that they begin at midnight also where clocks change.
 *
 * @param frequency length of a step
 * @param zone whose days and hours count
 * @param start the time of step 0
 */
public record TimeGrid(Frequency frequency, ZoneId zone, Instant start) {

  /** Returned for a time between two steps. */
  public static final int OFF_GRID = Integer.MIN_VALUE;

  private static final long DAY = 86_400;

  /** The step that a time is, negative before the start; {@link #OFF_GRID} if it is none. */
  public int step(Instant time) {
    long length = frequency.wholeDays() ? frequency.seconds() / DAY : frequency.seconds();
    long distance =
        frequency.wholeDays()
            ? date(time).toEpochDay() - date(start).toEpochDay()
            : time.getEpochSecond() - start.getEpochSecond();
    return distance % length == 0 ? Math.toIntExact(distance / length) : OFF_GRID;
  }

  /** The time of a step. */
  public Instant time(int step) {
    return local(step).toInstant();
  }

  /** The time of a step on the clocks of the zone. */
  public ZonedDateTime local(int step) {
    return frequency.wholeDays()
        ? start.atZone(zone).plusDays(step * (frequency.seconds() / DAY))
        : start.plusSeconds(step * frequency.seconds()).atZone(zone);
  }

  /** The grid whose step 0 is this one's step {@code first}. */
  TimeGrid from(int first) {
    return new TimeGrid(frequency, zone, time(first));
  }

  private LocalDate date(Instant time) {
    return time.atZone(zone).toLocalDate();
  }
}
