package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;

/** ISO dates for people. */
final class Dates {

  private static final DateTimeFormatter MOMENT = formatter("EEE d MMM uuuu, HH:mm");
  private static final DateTimeFormatter DAY = formatter("EEE d MMM uuuu");
  private static final DateTimeFormatter SHORT_DAY = formatter("EEE d MMM");
  private static final DateTimeFormatter TIME = formatter("HH:mm");

  private Dates() {}

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  /** {@code 2024-03-01T12:30:59Z} as {@code 2024-03-01 12:30 UTC}; anything else as it is. */
  static String minute(String iso) {
    return iso.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d.*Z")
        ? iso.substring(0, 10) + " " + iso.substring(11, 16) + " UTC"
        : iso;
  }

  /** Such as {@code Thu 7 Mar 2024, 14:00}, in the time's own zone. */
  static String moment(OffsetDateTime time, boolean withTime) {
    return time.format(withTime ? MOMENT : DAY);
  }

  /** As short as an axis wants it: a day, or a time of day. */
  static String tick(OffsetDateTime time, boolean ofDay) {
    return time.format(ofDay ? TIME : SHORT_DAY);
  }

  /** A day of the week, given as a number from 1, Monday, to 7, or in words. */
  static String weekday(String day) {
    return day.matches("[1-7]")
        ? DayOfWeek.of(Integer.parseInt(day)).getDisplayName(TextStyle.SHORT, Locale.ENGLISH)
        : Names.capital(day.toLowerCase(Locale.ROOT));
  }

  /** From and to, without the zone; empty unless both are there. */
  static String period(JsonNode json) {
    String from = minute(Values.text(json, "from")).replace(" UTC", "");
    String to = minute(Values.text(json, "to")).replace(" UTC", "");
    return from.isEmpty() || to.isEmpty() ? "" : from + " – " + to;
  }
}
