package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a forecast is of, in words.
 *
 * @param json the record of a demand run
 */
record Task(JsonNode json) {

  private static final Pattern FREQUENCY = Pattern.compile("(\\d{1,6})(s|min|h|d|w)");

  private static final Duration DAY = Duration.ofDays(1);

  private static final Duration WEEK = Duration.ofDays(7);

  int horizon() {
    return (int) Values.number(json, "task.horizon").orElse(1);
  }

  /** The time from one step to the next, where the record says so. */
  Optional<Duration> step() {
    Matcher matcher = FREQUENCY.matcher(Values.text(json, "task.frequency"));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(matcher.group(1));
    Duration step =
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(count);
          case "min" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          case "d" -> Duration.ofDays(count);
          default -> WEEK.multipliedBy(count);
        };
    return step.isZero() ? Optional.empty() : Optional.of(step);
  }

  /** Whether a day has several steps. */
  boolean withinDays() {
    return step().map(step -> step.compareTo(DAY) < 0).orElse(true);
  }

  /** One step, such as {@code hour}; {@code step} where its length has no name. */
  String unit() {
    return step()
        .map(
            step ->
                step.equals(WEEK)
                    ? "week"
                    : step.equals(DAY) ? "day" : step.equals(Duration.ofHours(1)) ? "hour" : "step")
        .orElse("step");
  }

  /** Such as {@code the next hour} or {@code the next 24 hours}. */
  String ahead() {
    return "the next " + span(horizon()).replaceFirst("^1\u00a0", "");
  }

  /** So many steps as a time, such as {@code 24 hours}. */
  String span(int steps) {
    if (!unit().equals("step")) {
      return counted(steps, unit());
    }
    return step().map(step -> length(step.multipliedBy(steps))).orElse(counted(steps, "step"));
  }

  /** The time that a part of the data covers, such as {@code 7 days}; empty if it is not known. */
  String period(JsonNode part) {
    Optional<OffsetDateTime> from = time(Values.text(part, "from"));
    Optional<OffsetDateTime> to = time(Values.text(part, "to"));
    if (from.isEmpty() || to.isEmpty() || step().isEmpty()) {
      return "";
    }
    Duration length = Duration.between(from.get(), to.get()).plus(step().get());
    if (length.isNegative()) {
      return "";
    }
    return length.compareTo(WEEK.multipliedBy(2)) > 0
        ? counted(Math.round(length.toHours() / 24.0), "day")
        : length(length);
  }

  /** A time as the record writes it. */
  static Optional<OffsetDateTime> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** What all values are, such as {@code whole numbers}; empty if they are nothing of the kind. */
  String grid() {
    double unit = Values.number(json, "task.unit").orElse(0);
    if (unit <= 0) {
      return "";
    }
    return unit == 1 ? "whole numbers" : "multiples of " + Unit.NUMBER.format(unit);
  }

  /** The number of series that were judged, if the record says so. */
  OptionalDouble series() {
    return Values.number(json, "data.series");
  }

  private static String length(Duration length) {
    long seconds = length.toSeconds();
    if (seconds % DAY.toSeconds() == 0 && seconds > DAY.toSeconds()) {
      return counted(length.toDays(), "day");
    }
    if (seconds % 3600 == 0) {
      return counted(length.toHours(), "hour");
    }
    return seconds % 60 == 0 ? counted(length.toMinutes(), "minute") : counted(seconds, "second");
  }

  private static String counted(long count, String noun) {
    return count + "\u00a0" + noun + (count == 1 ? "" : "s");
  }
}
