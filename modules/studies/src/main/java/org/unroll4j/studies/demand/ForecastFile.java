package org.unroll4j.studies.demand;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.table.Kind;
import org.unroll4j.data.table.TableWriter;
import org.unroll4j.data.table.TableWriter.Column;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.studies.demand.forecast.Forecast;

/**
 * Forecasts as a table with one row per series and step: the key columns, {@code origin}, {@code
 * time}, {@code step}, {@code mean}, {@code median} and quantiles such as {@code q0.1}; where it is
 * known what happened, also {@code actual} and {@code stockout}. CSV, gzip or Parquet, as the end
 * of the file's name says.
 */
public final class ForecastFile {

  /** The levels of the quantiles. */
  static final double[] LEVELS = {0.025, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.975};

  private final SeriesTable table;
  private final boolean withActuals;

  private ForecastFile(SeriesTable table, boolean withActuals) {
    this.table = table;
    this.withActuals = withActuals;
  }

  /**
   * Writes forecasts.
   *
   * @param withActuals whether what happened stands beside them
   */
  public static void write(
      Path file, SeriesTable table, List<Forecast> forecasts, boolean withActuals) {
    ForecastFile lines = new ForecastFile(table, withActuals);
    try (TableWriter out = TableWriter.create(file, lines.columns())) {
      for (Forecast forecast : forecasts) {
        lines.write(out, forecast);
      }
      out.finish();
    }
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    table.keyNames().forEach(key -> columns.add(new Column(key, Kind.TEXT)));
    columns.add(new Column("origin", Kind.TIME));
    columns.add(new Column("time", Kind.TIME));
    columns.add(new Column("step", Kind.INTEGER));
    columns.add(new Column("mean", Kind.NUMBER));
    for (double level : LEVELS) {
      columns.add(new Column(String.format(Locale.ROOT, "q%s", level), Kind.NUMBER));
    }
    if (withActuals) {
      columns.add(new Column("actual", Kind.NUMBER));
      if (table.hasStockouts()) {
        columns.add(new Column("stockout", Kind.INTEGER));
      }
    }
    return columns;
  }

  private void write(TableWriter out, Forecast forecast) {
    Origin origin = forecast.origin();
    for (int h = 1; h <= forecast.steps().size(); h++) {
      int t = origin.step() + h;
      Distribution said = forecast.steps().get(h - 1);
      for (int k = 0; k < table.keyNames().size(); k++) {
        out.text(table.key(k, origin.series()));
      }
      out.time(table.time(origin.step()).toEpochMilli());
      out.time(table.time(t).toEpochMilli());
      out.integer(h);
      out.number(rounded(said.mean()));
      for (double level : LEVELS) {
        out.number(rounded(said.quantile(level)));
      }
      if (withActuals) {
        actual(out, origin.series(), t);
      }
      out.endRow();
    }
  }

  private void actual(TableWriter out, int s, int t) {
    float y = table.value(s, t);
    out.number(rounded(y));
    if (table.hasStockouts()) {
      out.integer(table.stockout(s, t) ? 1 : 0);
    }
  }

  /** To the digits that a float has, so that 0.1f is 0.1. */
  static double rounded(double value) {
    return Double.parseDouble(Float.toString((float) value));
  }
}
