package org.unroll4j.studies.demand;

import java.nio.file.Path;
import java.time.ZoneId;
import org.unroll4j.data.DataException;
import org.unroll4j.data.series.Missing;
import org.unroll4j.data.series.SeriesColumns;
import org.unroll4j.data.series.SeriesOptions;
import org.unroll4j.data.series.SeriesReader;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.series.WideReader;
import org.unroll4j.studies.demand.forecast.Origins;
import org.unroll4j.studies.demand.head.Heads;
import org.unroll4j.studies.run.DataPaths;
import org.unroll4j.studies.run.Stopwatch;
import org.unroll4j.studies.training.RunRecord;

/**
 * The data of a study.
 *
 * @param file where it came from
 * @param table all series
 * @param split which steps are targets of which part
 * @param readSeconds how long reading the file took
 */
record DemandData(Path file, SeriesTable table, TimeSplit split, double readSeconds) {

  /**
   * Reads and splits what the configuration names.
   *
   * @throws org.unroll4j.data.DataException if the data is not fit for the study
   */
  static DemandData read(DemandConfig config) {
    return read(config, DataPaths.find(config.data().path()));
  }

  /** The same with another file. */
  static DemandData read(DemandConfig config, Path file) {
    Stopwatch watch = new Stopwatch();
    SeriesTable table = table(config.data(), file);
    requireHead(config, table);
    double seconds = watch.seconds();
    return new DemandData(file, table, TimeSplit.of(table, config), seconds);
  }

  /** Puts how long reading took, and how many rows of the file were read in a second. */
  void putRate(RunRecord result) {
    result.section("timing").put("readSeconds", readSeconds);
    result
        .section("timing")
        .put("rowsReadPerSecond", table.report().rows() / Math.max(readSeconds, 1e-9));
  }

  /** Refuses values that the head cannot forecast. */
  private static void requireHead(DemandConfig config, SeriesTable table) {
    double unit = config.data().unitOf(table.unit());
    Heads.of(config.forecast().head(), unit);
    double units = table.unit() / unit;
    if (Math.abs(units - Math.rint(units)) > 1e-6) {
      throw new DataException(
          "%s: data.unit is %s, but the values are multiples of %s, and that is none of it; set data.unit=auto."
              .formatted(table.report().source(), config.data().unit(), (float) table.unit()));
    }
    long negative = table.report().negativeValues();
    if (negative > 0 && config.forecast().head().kind().counts()) {
      throw new DataException(
          ("%s: the head %s forecasts counts, but %d values are negative; use the head quantiles"
                  + " with forecast.nonNegative=false, or correct the data.")
              .formatted(
                  table.report().source(), config.forecast().head().kind().word(), negative));
    }
  }

  /** Origins of the targets [from, to), as validation and test part have them. */
  Origins origins(DemandConfig config, int from, int to) {
    int horizon = config.forecast().horizon();
    return Origins.of(table, from, to, config.split().strideOr(horizon), horizon);
  }

  /** Origins of the validation part by which training is judged: of what is forecast at once. */
  Origins validationOrigins(DemandConfig config) {
    return config.forecast().mode() == ForecastConfig.Mode.DIRECT
        ? origins(config, split.validation(), split.test())
        : Origins.of(table, split.validation(), split.test(), 1, 1);
  }

  /** Reads a file with the columns of a configuration. */
  static SeriesTable table(SeriesConfig config, Path file) {
    SeriesTable table = plainTable(config, file);
    return config.holidays().isEmpty()
        ? table
        : table.withHolidays(new PublicHolidays(config.holidays()));
  }

  private static SeriesTable plainTable(SeriesConfig config, Path file) {
    if (config.shape() == SeriesConfig.Shape.LONG) {
      return SeriesReader.read(file, columns(config.columns()), options(config));
    }
    Path test = config.testPath() == null ? null : DataPaths.find(config.testPath());
    return WideReader.read(file, test, options(config));
  }

  private static SeriesColumns columns(SeriesConfig.ColumnsConfig c) {
    return new SeriesColumns(
        c.keys(), c.time(), c.hour(), c.value(), c.statics(), c.known(), c.past(), c.stockout());
  }

  private static SeriesOptions options(SeriesConfig config) {
    return new SeriesOptions(
        config.timeFormat(),
        ZoneId.of(config.timeZone()),
        config.frequency(),
        Missing.valueOf(config.missing().name()),
        config.maxMalformedRows());
  }
}
