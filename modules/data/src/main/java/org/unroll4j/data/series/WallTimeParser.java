package org.unroll4j.data.series;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.unroll4j.data.DataException;
import org.unroll4j.data.table.MalformedCellException;

/** Turns texts into times; remembers those that it has seen, because tables repeat them. */
final class WallTimeParser {
  private static final double LARGEST_EPOCH_SECONDS = 1e11;
  private static final int MOST_REMEMBERED = 200_000;

  private final String format;
  private final DateTimeFormatter formatter;
  private final Map<String, WallTime> remembered = new HashMap<>();

  WallTimeParser(String format) {
    this.format = format == null ? "auto" : format;
    this.formatter = this.format.matches("auto|epoch(Seconds|Millis)") ? null : pattern(format);
  }

  private static DateTimeFormatter pattern(String format) {
    try {
      return DateTimeFormatter.ofPattern(format, Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new DataException(
          "Time format \"%s\" is not a date pattern (%s); write auto, epochSeconds, epochMillis or"
                  .formatted(format, e.getMessage())
              + " one such as yyyy-MM-dd HH:mm.",
          e);
    }
  }

  WallTime parse(String text) throws MalformedCellException {
    WallTime known = remembered.get(text);
    if (known != null) {
      return known;
    }
    try {
      WallTime time = read(text.strip());
      if (remembered.size() < MOST_REMEMBERED) {
        remembered.put(text, time);
      }
      return time;
    } catch (DateTimeException | NumberFormatException e) {
      throw new MalformedCellException(
          "\"%s\" is not a time in the format %s; correct it or set the time format"
              .formatted(text, format));
    }
  }

  private WallTime read(String text) {
    if (formatter != null) {
      return of(
          formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from));
    }
    return text.matches("-?\\d+(\\.\\d*)?") ? epoch(Double.parseDouble(text)) : iso(text);
  }

  private WallTime epoch(double value) {
    boolean seconds =
        format.equals("auto")
            ? Math.abs(value) < LARGEST_EPOCH_SECONDS
            : format.equals("epochSeconds");
    return new WallTime((long) Math.floor(seconds ? value : value / 1000), false);
  }

  private static WallTime iso(String text) {
    boolean utc = text.endsWith(" UTC") || text.endsWith(" GMT");
    String time = utc ? text.substring(0, text.length() - 4) + "Z" : text;
    if (time.length() == 10) {
      return of(LocalDate.parse(time));
    }
    if (time.length() > 10 && time.charAt(10) == ' ') {
      time = time.substring(0, 10) + 'T' + time.substring(11);
    }
    boolean zoned = time.endsWith("Z") || time.indexOf('+', 11) > 0 || time.indexOf('-', 11) > 0;
    return zoned
        ? new WallTime(OffsetDateTime.parse(time).toEpochSecond(), false)
        : of(LocalDateTime.parse(time));
  }

  private static WallTime of(TemporalAccessor time) {
    if (time instanceof ZonedDateTime zoned) {
      return new WallTime(zoned.toEpochSecond(), false);
    }
    LocalDateTime local =
        time instanceof LocalDateTime full ? full : LocalDate.from(time).atStartOfDay();
    return new WallTime(local.toEpochSecond(ZoneOffset.UTC), true);
  }
}
