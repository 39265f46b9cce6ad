package org.unroll4j.data.generate.demand;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.Set;

/** The hours of the generated data; step 0 is the first hour of a Monday. Times are UTC. */
final class SalesCalendar {
  static final int HOURS_PER_DAY = 24;

  private static final LocalDate FIRST_DAY = LocalDate.of(2025, 3, 3);
  private static final Set<MonthDay> HOLIDAYS =
      Set.of(
          MonthDay.of(1, 1),
          MonthDay.of(3, 28),
          MonthDay.of(4, 21),
          MonthDay.of(5, 1),
          MonthDay.of(5, 29),
          MonthDay.of(7, 14),
          MonthDay.of(8, 15),
          MonthDay.of(10, 3),
          MonthDay.of(11, 1),
          MonthDay.of(12, 25),
          MonthDay.of(12, 26));

  private SalesCalendar() {}

  static Instant time(int step) {
    return FIRST_DAY.atStartOfDay(ZoneOffset.UTC).plusHours(step).toInstant();
  }

  /** The step of a time, negative before the first. */
  static int step(Instant time) {
    return Math.toIntExact(Duration.between(time(0), time).toHours());
  }

  static int hourOfDay(int step) {
    return step % HOURS_PER_DAY;
  }

  static int day(int step) {
    return step / HOURS_PER_DAY;
  }

  /** 0 for Monday … 6 for Sunday. */
  static int weekday(int step) {
    return day(step) % 7;
  }

  static int dayOfYear(int step) {
    return FIRST_DAY.plusDays(day(step)).getDayOfYear();
  }

  static boolean isHoliday(int step) {
    return HOLIDAYS.contains(MonthDay.from(FIRST_DAY.plusDays(day(step))));
  }
}
