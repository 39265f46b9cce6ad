package org.unroll4j.data.events;

import java.time.Duration;
import org.unroll4j.data.DataException;

/**
 * How an event file is read.
 *
 * @param timeFormat a pattern of {@link java.time.format.DateTimeFormatter}, {@code epochSeconds}
 *     or {@code epochMillis}; null recognises ISO 8601, {@code 2019-10-01 00:00:00 UTC} and both
 *     epochs
 * @param idleGap a longer pause of a user starts a new session, where no session column is named
 * @param maxMalformedRows reading stops with an error at the first malformed row beyond this number
 * @param dropDuplicates whether a row that repeats the row before it in every column that is read
 *     (session, time, type and all features) is dropped
 */
public record ReadOptions(
    String timeFormat, Duration idleGap, int maxMalformedRows, boolean dropDuplicates) {

  public ReadOptions {
    if (idleGap == null || idleGap.isNegative() || idleGap.isZero()) {
      throw new DataException(
          "ReadOptions: idleGap must be longer than zero, but was %s.".formatted(idleGap));
    }
    if (maxMalformedRows < 0) {
      throw new DataException(
          "ReadOptions: maxMalformedRows must be 0 or more, but was %d."
              .formatted(maxMalformedRows));
    }
  }

  /** Recognises the time format, 30 minutes idle, at most 100 malformed rows, no duplicates. */
  public static ReadOptions defaults() {
    return new ReadOptions(null, Duration.ofMinutes(30), 100, true);
  }
}
