package org.unroll4j.data.generate.demand;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BiConsumer;
import org.unroll4j.data.DataException;
import org.unroll4j.data.generate.DataCard;
import org.unroll4j.data.series.Frequency;
import org.unroll4j.data.series.Missing;
import org.unroll4j.data.series.SeriesColumns;
import org.unroll4j.data.series.SeriesRow;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.series.SeriesTableBuilder;
import org.unroll4j.data.series.TimeGrid;
import org.unroll4j.data.table.TableFiles;

/**
 * Makes the hourly sales of stores whose demand is known to {@link DemandOracle}: daily and weekly
 * shapes, growth, promotions, weather, holidays, a momentum that follows what was sold, slow items,
 * products that come late, and empty shelves that hide demand.
 */
public final class DemandGenerator {
  static final String STORE = "store";
  static final String PRODUCT = "product";

  private DemandGenerator() {}

  /** How the columns of a generated file are to be read. */
  public static SeriesColumns columns() {
    return new SeriesColumns(
        List.of(STORE, PRODUCT),
        "time",
        null,
        "sales",
        List.of(STORE, PRODUCT, "category"),
        List.of("promotion", "holiday", "temperature", "rain"),
        List.of(),
        "stockout");
  }

  /**
   * Writes a data set and its card {@code <name>.card.md} beside it. Series are made one after
   * another, so that memory does not limit the sizes. The data set appears whole or not at all.
   *
   * @param file the file to write: {@code .csv}, {@code .csv.gz} or {@code .parquet}
   * @return how many rows were written
   * @throws DataException if the files cannot be written
   */
  public static long write(Path file, DemandSizes sizes) {
    DemandSummary summary = DemandFile.write(file, sizes);
    try {
      String sha = TableFiles.textSha256(file);
      String name = file.getFileName().toString();
      Files.writeString(DataCard.pathBeside(file), DemandCard.text(name, sizes, summary, sha));
      return summary.rows();
    } catch (IOException e) {
      throw new DataException("%s: cannot be written (%s).".formatted(file, e.getMessage()), e);
    }
  }

  /** The same data in memory, as if it were read from the file. */
  public static SeriesTable table(DemandSizes sizes) {
    TimeGrid grid = new TimeGrid(new Frequency(3600), ZoneOffset.UTC, SalesCalendar.time(0));
    SeriesTableBuilder builder = new SeriesTableBuilder(grid, columns());
    forEachSeries(sizes, (plan, path) -> add(builder, sizes, plan, path));
    return builder.build(Missing.ZERO);
  }

  private static void add(
      SeriesTableBuilder builder, DemandSizes sizes, SeriesPlan plan, SalesPath path) {
    List<String> key = plan.key(sizes);
    int series = builder.series(key, List.of(key.get(0), key.get(1), plan.category()));
    Weather weather = plan.store().weather();
    for (int t = plan.first(); t < sizes.steps(); t++) {
      float[] known = {
        plan.promotion()[t] ? 1 : 0,
        SalesCalendar.isHoliday(t) ? 1 : 0,
        (float) weather.celsius(t),
        (float) weather.millimetres(t)
      };
      builder.put(
          series, t, new SeriesRow(path.sales()[t], path.stockout()[t], known, new float[0]));
    }
  }

  static void forEachSeries(DemandSizes sizes, BiConsumer<SeriesPlan, SalesPath> consumer) {
    for (int s = 0; s < sizes.stores(); s++) {
      Store store = Store.of(sizes, s);
      for (int p = 0; p < sizes.products(); p++) {
        SeriesPlan plan = SeriesPlan.of(sizes, store, Product.of(sizes, p));
        consumer.accept(plan, SalesPath.of(sizes, plan));
      }
    }
  }
}
