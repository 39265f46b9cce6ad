package org.unroll4j.data.series;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.unroll4j.data.DataException;

/**
 * How far apart the steps of a series are: minutes or hours that divide a day, or whole days, at
 * most 52 weeks.
 *
 * @param seconds length of a step; a day counts 86,400 s, whatever the clocks do
 */
public record Frequency(long seconds) {
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long WEEK = 7 * DAY;
  private static final Pattern TEXT = Pattern.compile("(\\d{0,6})\\s*(min|h|d|w)");

  public Frequency {
    if (!possible(seconds)) {
      throw new DataException(
          "Frequency: expected whole minutes that divide a day, or whole days, but was %d s; use"
                  .formatted(seconds)
              + " one such as 15min, 1h, 1d or 1w.");
    }
  }

  static boolean possible(long seconds) {
    return seconds >= MINUTE
        && seconds % MINUTE == 0
        && (seconds < DAY ? DAY % seconds == 0 : seconds % DAY == 0)
        && seconds <= 52 * WEEK;
  }

  /**
   * Reads {@code 15min}, {@code 1h}, {@code 1d}, {@code 1w}.
   *
   * @throws DataException if the text is not a frequency
   */
  public static Frequency parse(String text) {
    Matcher match = TEXT.matcher(text.strip());
    if (!match.matches()) {
      throw new DataException(
          "Frequency \"%s\" is unknown; write one such as 15min, 1h, 1d or 1w.".formatted(text));
    }
    long count = match.group(1).isEmpty() ? 1 : Long.parseLong(match.group(1));
    long unit =
        switch (match.group(2)) {
          case "min" -> MINUTE;
          case "h" -> HOUR;
          case "d" -> DAY;
          default -> WEEK;
        };
    return new Frequency(count * unit);
  }

  /** Whether a step is one or more days: then steps count calendar days, not hours. */
  public boolean wholeDays() {
    return seconds >= DAY;
  }

  /** Steps per day; 0 if a step is longer than half a day. */
  public int stepsPerDay() {
    return seconds < DAY ? (int) (DAY / seconds) : 0;
  }

  /** Steps in a number of days, at least 1. */
  public int steps(int days) {
    return (int) Math.max(1, days * DAY / seconds);
  }

  /**
   * The lengths after which a series may repeat itself, in steps, shortest first: a day and a week,
   * or a week, or a year of 52 weeks. Empty if no such length is a whole number of steps.
   */
  public List<Integer> seasons() {
    List<Integer> seasons = new ArrayList<>();
    for (long length : new long[] {DAY, WEEK, 52 * WEEK}) {
      boolean tooFar = length == 52 * WEEK && seconds < WEEK;
      if (length > seconds && length % seconds == 0 && !tooFar) {
        seasons.add((int) (length / seconds));
      }
    }
    return seasons;
  }

  /** The first of the {@link #seasons}, or 1. */
  public int season() {
    return seasons().isEmpty() ? 1 : seasons().get(0);
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    if (seconds % WEEK == 0) {
      return seconds / WEEK + "w";
    }
    if (seconds % DAY == 0) {
      return seconds / DAY + "d";
    }
    return seconds % HOUR == 0 ? seconds / HOUR + "h" : seconds / MINUTE + "min";
  }
}
