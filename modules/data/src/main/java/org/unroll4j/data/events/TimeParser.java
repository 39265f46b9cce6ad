package org.unroll4j.data.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.unroll4j.data.DataException;

/** Turns the text of a time into milliseconds since 1970-01-01T00:00Z; no zone means UTC. */
public final class TimeParser {
  private static final double LARGEST_EPOCH_SECONDS = 1e11;

  private final DateTimeFormatter formatter;
  private final String format;

  /**
   * A parser for one format.
   *
   * @param format see {@link ReadOptions#timeFormat()}
   * @throws DataException if the pattern is not one
   */
  public TimeParser(String format) {
    this.format = format;
    this.formatter = format == null || format.startsWith("epoch") ? null : pattern(format);
    if (formatter == null && format != null && !format.matches("epoch(Seconds|Millis)")) {
      throw new DataException(
          "Time format \"%s\" is unknown; use epochSeconds, epochMillis or a date pattern."
              .formatted(format));
    }
  }

  private static DateTimeFormatter pattern(String format) {
    try {
      return DateTimeFormatter.ofPattern(format, Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new DataException(
          "Time format \"%s\" is not a date pattern (%s); write one such as yyyy-MM-dd HH:mm:ss."
              .formatted(format, e.getMessage()),
          e);
    }
  }

  /**
   * Milliseconds since 1970-01-01T00:00Z.
   *
   * @throws MalformedRowException if the text is not a time
   */
  public long millis(String text) throws MalformedRowException {
    try {
      if (formatter != null) {
        return millis(
            formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from));
      }
      if (format != null || isNumber(text)) {
        return epoch(Double.parseDouble(text));
      }
      return iso(text);
    } catch (DateTimeException | NumberFormatException e) {
      throw new MalformedRowException("\"" + text + "\" is not a time");
    }
  }

  private long epoch(double value) {
    if (!Double.isFinite(value)) {
      throw new NumberFormatException("not finite");
    }
    boolean seconds =
        format == null ? Math.abs(value) < LARGEST_EPOCH_SECONDS : format.equals("epochSeconds");
    return Math.round(seconds ? value * 1000 : value);
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static long iso(String text) {
    String rest = text.strip();
    boolean utc = rest.endsWith(" UTC") || rest.endsWith(" GMT");
    if (utc) {
      rest = rest.substring(0, rest.length() - 4);
    }
    if (rest.length() == 10) {
      return millis(LocalDate.parse(rest));
    }
    if (rest.length() > 10 && rest.charAt(10) == ' ') {
      rest = rest.substring(0, 10) + 'T' + rest.substring(11);
    }
    boolean zoned = rest.endsWith("Z") || rest.indexOf('+', 11) > 0 || rest.indexOf('-', 11) > 0;
    return zoned
        ? OffsetDateTime.parse(rest).toInstant().toEpochMilli()
        : millis(LocalDateTime.parse(rest));
  }

  private static long millis(TemporalAccessor time) {
    Instant instant;
    if (time instanceof ZonedDateTime zoned) {
      instant = zoned.toInstant();
    } else if (time instanceof LocalDateTime local) {
      instant = local.toInstant(ZoneOffset.UTC);
    } else {
      instant = LocalDate.from(time).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    return instant.toEpochMilli();
  }
}
