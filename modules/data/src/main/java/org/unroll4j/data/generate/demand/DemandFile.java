package org.unroll4j.data.generate.demand;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.unroll4j.data.table.Kind;
import org.unroll4j.data.table.TableWriter;
import org.unroll4j.data.table.TableWriter.Column;

/** Writes series one after another. */
final class DemandFile {
  private static final List<Column> COLUMNS =
      List.of(
          new Column(DemandGenerator.STORE, Kind.TEXT),
          new Column(DemandGenerator.PRODUCT, Kind.TEXT),
          new Column("category", Kind.TEXT),
          new Column("time", Kind.TIME),
          new Column("sales", Kind.INTEGER),
          new Column("stockout", Kind.INTEGER),
          new Column("promotion", Kind.INTEGER),
          new Column("holiday", Kind.INTEGER),
          new Column("temperature", Kind.NUMBER),
          new Column("rain", Kind.NUMBER));

  private final DemandSizes sizes;
  private final TableWriter table;
  private final long[] times;

  private DemandFile(DemandSizes sizes, TableWriter table) {
    this.sizes = sizes;
    this.table = table;
    this.times =
        LongStream.range(0, sizes.steps())
            .map(t -> SalesCalendar.time((int) t).toEpochMilli())
            .toArray();
  }

  static DemandSummary write(Path file, DemandSizes sizes) {
    DemandSummary summary = new DemandSummary();
    try (TableWriter table = TableWriter.create(file, COLUMNS)) {
      DemandFile rows = new DemandFile(sizes, table);
      DemandGenerator.forEachSeries(
          sizes,
          (plan, path) -> {
            rows.add(plan, path);
            summary.add(plan, path);
          });
      table.finish();
    }
    return summary;
  }

  private void add(SeriesPlan plan, SalesPath path) {
    List<String> key = plan.key(sizes);
    String category = plan.category();
    Weather weather = plan.store().weather();
    for (int t = plan.first(); t < times.length; t++) {
      table.text(key.get(0)).text(key.get(1)).text(category).time(times[t]);
      table.integer(path.sales()[t]);
      table.integer(path.stockout()[t] ? 1 : 0);
      table.integer(plan.promotion()[t] ? 1 : 0);
      table.integer(SalesCalendar.isHoliday(t) ? 1 : 0);
      table.number(weather.celsius(t)).number(weather.millimetres(t));
      table.endRow();
    }
  }
}
