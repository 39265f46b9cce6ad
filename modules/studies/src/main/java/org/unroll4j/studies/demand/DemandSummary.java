package org.unroll4j.studies.demand;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.unroll4j.data.series.SeriesReport;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.studies.demand.forecast.Origins;

/** Describes a table of series for result.json. */
final class DemandSummary {

  private static final int BATCH = 10_000;

  private final DemandData data;
  private final SeriesTable table;

  DemandSummary(DemandData data) {
    this.data = data;
    this.table = data.table();
  }

  /**
   * Everything.
   *
   * @param splits origins by the name of the part
   */
  Map<String, Object> json(Map<String, Origins> splits) {
    SeriesReport report = table.report();
    Counts all = Counts.of(table, 0, table.end());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", data.file().getFileName().toString());
    json.put("sha256", report.sha256());
    json.put("rows", report.rows());
    json.put("malformedRows", report.malformedRows());
    json.put("duplicateRows", report.duplicateRows());
    card(data.file()).ifPresent(card -> json.put("card", card));
    json.put("from", report.from().toString());
    json.put("to", report.to().toString());
    json.put("series", table.size());
    json.put("steps", table.end());
    json.put("missingSteps", report.missingSteps());
    all.put(json, table.hasStockouts());
    json.put("keys", table.keyNames());
    Map<String, Object> parts = new LinkedHashMap<>();
    splits.forEach((name, origins) -> parts.put(name, part(origins)));
    json.put("splits", parts);
    return json;
  }

  /** What a reader must know of how the table was read, and of values that the head cuts off. */
  static List<String> notes(SeriesReport report, boolean nonNegative) {
    List<String> notes = new ArrayList<>(report.notes());
    if (report.malformedRows() > 0) {
      notes.add(
          "%d malformed rows are left out; the first is %s."
              .formatted(report.malformedRows(), report.malformedExamples().get(0)));
    }
    if (report.duplicateRows() > 0) {
      notes.add(
          "%d rows repeat a series and a time, and are left out; the first is %s."
              .formatted(report.duplicateRows(), report.duplicateExamples().get(0)));
    }
    if (nonNegative && report.negativeValues() > 0) {
      notes.add(
          "%d values are negative, but no forecast is: set forecast.nonNegative to false if they are meant."
              .formatted(report.negativeValues()));
    }
    return notes;
  }

  /** The name of the data card beside the file. */
  private static Optional<String> card(Path file) {
    String name =
        file.getFileName().toString().replaceFirst("\\.(csv|csv\\.gz|parquet)$", "") + ".card.md";
    return Files.exists(file.resolveSibling(name)) ? Optional.of(name) : Optional.empty();
  }

  private Map<String, Object> part(Origins origins) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", table.time(origins.from()).toString());
    json.put("to", table.time(origins.to() - 1).toString());
    long[] counts = new long[2];
    origins.forEachBatch(
        BATCH,
        batch -> {
          counts[0] += batch.size();
          batch.forEach(origin -> counts[1] += targets(origins, origin));
        });
    json.put("origins", counts[0]);
    json.put("targets", counts[1]);
    Counts.of(table, origins.from(), origins.to()).put(json, table.hasStockouts());
    return json;
  }

  private int targets(Origins origins, Origin origin) {
    int targets = 0;
    int end = Math.min(origins.to(), origin.step() + 1 + origins.horizon());
    for (int t = origin.step() + 1; t < end; t++) {
      targets += Float.isNaN(table.value(origin.series(), t)) ? 0 : 1;
    }
    return targets;
  }

  /** Counts of steps that have a value. */
  private record Counts(long values, long zeros, long stockouts) {

    static Counts of(SeriesTable table, int from, int to) {
      long values = 0;
      long zeros = 0;
      long stockouts = 0;
      for (int s = 0; s < table.size(); s++) {
        for (int t = Math.max(from, table.first(s)); t < Math.min(to, table.end(s)); t++) {
          float y = table.value(s, t);
          values += Float.isNaN(y) ? 0 : 1;
          zeros += y == 0 ? 1 : 0;
          stockouts += table.stockout(s, t) ? 1 : 0;
        }
      }
      return new Counts(values, zeros, stockouts);
    }

    void put(Map<String, Object> json, boolean hasStockouts) {
      if (values > 0) {
        json.put("zeroShare", (double) zeros / values);
        if (hasStockouts) {
          json.put("stockoutShare", (double) stockouts / values);
        }
      }
    }
  }
}
