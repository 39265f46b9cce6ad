package org.unroll4j.data.series;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.unroll4j.data.DataException;

/**
 * How a file of series is read.
 *
 * @param timeFormat {@code auto}, {@code epochSeconds}, {@code epochMillis}, or a pattern of {@link
 *     java.time.format.DateTimeFormatter}
 * @param zone whose clocks show the times that name no zone; also that of hours and weekdays
 * @param frequency {@code auto}, or one that {@link Frequency#parse} reads
 * @param missing what a step without a value means
 * @param maxMalformedRows reading stops with an error at the first malformed row beyond this number
 */
public record SeriesOptions(
    String timeFormat, ZoneId zone, String frequency, Missing missing, int maxMalformedRows) {

  public SeriesOptions {
    if (maxMalformedRows < 0) {
      throw new DataException(
          "SeriesOptions: maxMalformedRows must be 0 or more, but was %d."
              .formatted(maxMalformedRows));
    }
  }

  /** Recognises times and frequency, UTC, at most 100 malformed rows. */
  public static SeriesOptions of(Missing missing) {
    return new SeriesOptions("auto", ZoneOffset.UTC, "auto", missing, 100);
  }
}
