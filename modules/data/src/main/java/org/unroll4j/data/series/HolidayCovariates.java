package org.unroll4j.data.series;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;

/**
 * Known covariates made of a calendar of holidays: how many of the days of a step are holidays, and
 * whether the day before and the day after the step are. A step shorter than a day lies on one day.
 */
final class HolidayCovariates {
  static final List<String> NAMES =
      List.of("public holiday", "before a public holiday", "after a public holiday");

  private static final int KINDS = NAMES.size();
  private static final long SECONDS_PER_DAY = 86_400;

  private final TimeGrid grid;
  private final Predicate<LocalDate> holidays;
  private final long days;
  private final float[] ofTable;

  /** Steps of the table are looked up once. */
  HolidayCovariates(TimeGrid grid, int steps, Predicate<LocalDate> holidays) {
    this.grid = grid;
    this.holidays = holidays;
    this.days = Math.max(1, grid.frequency().seconds() / SECONDS_PER_DAY);
    this.ofTable = new float[KINDS * steps];
    for (int i = 0; i < ofTable.length; i++) {
      ofTable[i] = compute(i % KINDS, i / KINDS);
    }
  }

  /** The covariate of a step, which may lie outside of the table. */
  float get(int kind, int step) {
    int at = step * KINDS + kind;
    return step >= 0 && at < ofTable.length ? ofTable[at] : compute(kind, step);
  }

  private float compute(int kind, int step) {
    LocalDate first = grid.local(step).toLocalDate();
    return switch (kind) {
      case 0 -> first.datesUntil(first.plusDays(days)).filter(holidays).count();
      case 1 -> holidays.test(first.plusDays(days)) ? 1 : 0;
      default -> holidays.test(first.minusDays(1)) ? 1 : 0;
    };
  }
}
