package org.unroll4j.studies.demand.baselines;

import java.time.ZonedDateTime;
import org.unroll4j.data.series.Frequency;
import org.unroll4j.data.series.SeriesTable;

/** Local hour, weekday and day of the year of the steps of a table and of a horizon after it. */
final class Calendar {

  private static final double SECONDS_PER_DAY = 86_400;
  private static final double DAYS_PER_YEAR = 365.25;
  private static final int DAYS_PER_WEEK = 7;

  private final boolean hours;
  private final boolean weekdays;
  private final boolean years;
  private final float[] ofDay;
  private final float[] ofYear;
  private final byte[] weekday;

  /**
   * Reads the calendar.
   *
   * @param years whether the day of the year is a feature
   */
  Calendar(SeriesTable table, int horizon, boolean years) {
    Frequency frequency = table.frequency();
    this.hours = !frequency.wholeDays();
    this.weekdays = frequency.seconds() <= SECONDS_PER_DAY;
    this.years = years;
    int steps = table.steps() + horizon;
    ofDay = new float[steps];
    ofYear = new float[steps];
    weekday = new byte[steps];
    for (int step = 0; step < steps; step++) {
      ZonedDateTime local = table.local(step);
      ofDay[step] = (float) (local.toLocalTime().toSecondOfDay() / SECONDS_PER_DAY);
      ofYear[step] = (float) (local.getDayOfYear() / DAYS_PER_YEAR);
      weekday[step] = (byte) (local.getDayOfWeek().getValue() - 1);
    }
  }

  /** Numbers that trees can split: share of the day, weekday, share of the year. */
  void writeNumbers(Row row, int step) {
    if (hours) {
      row.add(ofDay[step]);
    }
    if (weekdays) {
      row.add(weekday[step]);
    }
    if (years) {
      row.add(ofYear[step]);
    }
  }

  /**
   * Waves of the day and the year and an indicator of each weekday, for a linear model.
   *
   * @param daily what the indicators of the weekdays and waves of the day are multiplied with
   * @param yearly what the waves of the year are multiplied with
   */
  void writeWaves(Row row, int step, double daily, double yearly) {
    if (hours) {
      wave(row, ofDay[step], daily);
    }
    for (int day = 0; weekdays && day < DAYS_PER_WEEK; day++) {
      row.add(day == weekday[step] ? daily : 0);
    }
    if (years) {
      wave(row, ofYear[step], yearly);
    }
  }

  private static void wave(Row row, double phase, double amplitude) {
    for (int harmonic = 1; harmonic <= 2; harmonic++) {
      row.add(amplitude * Math.sin(2 * Math.PI * harmonic * phase));
      row.add(amplitude * Math.cos(2 * Math.PI * harmonic * phase));
    }
  }
}
