package org.unroll4j.studies.demand;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.table.Kind;
import org.unroll4j.data.table.TableWriter;
import org.unroll4j.data.table.TableWriter.Column;

/**
 * Surprises as a table with one row each: the key columns, {@code time}, {@code steps}, {@code
 * kind}, {@code score}, {@code value}, {@code expected}, {@code low}, {@code high}. CSV, gzip or
 * Parquet, as the end of the file's name says.
 */
public final class AnomalyFile {

  private AnomalyFile() {}

  /** Writes surprises in the order given. */
  public static void write(Path file, SeriesTable table, List<Anomaly> anomalies) {
    try (TableWriter out = TableWriter.create(file, columns(table))) {
      for (Anomaly anomaly : anomalies) {
        for (int k = 0; k < table.keyNames().size(); k++) {
          out.text(table.key(k, anomaly.series()));
        }
        out.time(table.time(anomaly.step()).toEpochMilli());
        out.integer(anomaly.steps());
        out.text(anomaly.kind().word());
        out.number(ForecastFile.rounded(anomaly.score()));
        out.number(ForecastFile.rounded(anomaly.value()));
        out.number(ForecastFile.rounded(anomaly.expected()));
        out.number(ForecastFile.rounded(anomaly.low()));
        out.number(ForecastFile.rounded(anomaly.high()));
        out.endRow();
      }
      out.finish();
    }
  }

  private static List<Column> columns(SeriesTable table) {
    List<Column> columns = new ArrayList<>();
    table.keyNames().forEach(key -> columns.add(new Column(key, Kind.TEXT)));
    columns.add(new Column("time", Kind.TIME));
    columns.add(new Column("steps", Kind.INTEGER));
    columns.add(new Column("kind", Kind.TEXT));
    for (String name : List.of("score", "value", "expected", "low", "high")) {
      columns.add(new Column(name, Kind.NUMBER));
    }
    return columns;
  }
}
