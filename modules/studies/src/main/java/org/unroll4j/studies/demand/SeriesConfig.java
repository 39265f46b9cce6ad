package org.unroll4j.studies.demand;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import org.unroll4j.data.DataException;
import org.unroll4j.data.series.Frequency;
import org.unroll4j.studies.config.Between;
import org.unroll4j.studies.config.Default;
import org.unroll4j.studies.config.Word;

/**
 * The table of series.
 *
 * @param path CSV, gzip or Parquet; a long table may be a folder of such files
 * @param shape whether it is long, a row per series and step, or wide, a row per series
 * @param testPath wide only: a table whose values come after those of the first
 * @param columns long only: which column means what
 * @param timeFormat pattern of the time column, epochSeconds or epochMillis; auto recognises the
 *     common ones
 * @param timeZone in which times without an offset are meant, and the hours of a day are counted
 * @param holidays days off that make known covariates: countries (DE), parts of countries (DE-BY),
 *     days (2026-12-24)
 * @param frequency time between steps, such as 15min, 1h, 1d or 1w; auto finds it out
 * @param missing what a step without a row means
 * @param unit the largest step of which all values are multiples; auto finds it out
 * @param maxMalformedRows reading stops at the first malformed row beyond this number
 */
public record SeriesConfig(
    String path,
    @Default("long") Shape shape,
    @Default("null") String testPath,
    ColumnsConfig columns,
    @Default("auto") String timeFormat,
    @Default("UTC") String timeZone,
    @Default("[]") List<String> holidays,
    @Default("auto") String frequency,
    @Default("zero") MissingSteps missing,
    @Default("auto") String unit,
    @Default("100") @Between(min = 0) int maxMalformedRows) {

  /** How series lie in a file. */
  public enum Shape implements Word {
    /** A row per series and step. */
    LONG,
    /** A row per series: its id, then its values. */
    WIDE
  }

  /** What a step without a value means. */
  public enum MissingSteps implements Word {
    /** The series does not exist there. */
    ABSENT,
    /** Nothing was sold. */
    ZERO,
    /** Something happened and was not recorded. */
    MASKED
  }

  /**
   * Which column means what. {@code a|b} is the first of these names that the file has.
   *
   * @param keys together they name a series; none if the table is one series
   * @param time when a step begins
   * @param hour hours that are added to the time, for tables with a date and an hour; {@code
   *     position} where the hours of a day are a list
   * @param value what is forecast
   * @param statics texts that do not change within a series, each with an embedding; keys may be
   *     among them
   * @param known numbers that are known beforehand: prices, holidays, weather forecasts
   * @param past numbers that are known only afterwards
   * @param stockout not 0 where the value is bounded by what was left to sell
   */
  public record ColumnsConfig(
      @Default("[]") List<String> keys,
      @Default("null") String time,
      @Default("null") String hour,
      @Default("null") String value,
      @JsonProperty("static") @Default("[]") List<String> statics,
      @Default("[]") List<String> known,
      @Default("[]") List<String> past,
      @Default("null") String stockout) {}

  /** Refuses settings that contradict each other. */
  public SeriesConfig {
    if (shape == Shape.LONG && (columns.time() == null || columns.value() == null)) {
      throw new IllegalArgumentException(
          "data.columns must name the columns time and value of a long table.");
    }
    if (shape == Shape.LONG && testPath != null) {
      throw new IllegalArgumentException(
          "data.testPath is for a wide table; a long one holds the steps of the test part itself.");
    }
    if (shape == Shape.WIDE && frequency.equals("auto")) {
      throw new IllegalArgumentException(
          "data.frequency must be given for a wide table, which has no times, such as 1h.");
    }
    requireZone(timeZone);
    new PublicHolidays(holidays);
    if (shape == Shape.WIDE && !holidays.isEmpty()) {
      throw new IllegalArgumentException(
          "data.holidays is for a long table; a wide one has no dates.");
    }
    requireFrequency(frequency);
    if (!unit.equals("auto") && !(number(unit) > 0)) {
      throw new IllegalArgumentException(
          "data.unit must be auto or a number above 0, but was '%s'.".formatted(unit));
    }
  }

  private static void requireZone(String zone) {
    try {
      ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "data.timeZone must be a time zone such as UTC or Europe/Berlin, but was '%s'."
              .formatted(zone),
          e);
    }
  }

  private static void requireFrequency(String frequency) {
    try {
      if (!frequency.equals("auto")) {
        Frequency.parse(frequency);
      }
    } catch (DataException e) {
      throw new IllegalArgumentException("data.frequency: " + e.getMessage(), e);
    }
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** The unit that counts are multiples of: the configured one, or the table's. */
  double unitOf(double tables) {
    return unit.equals("auto") ? tables : number(unit);
  }
}
