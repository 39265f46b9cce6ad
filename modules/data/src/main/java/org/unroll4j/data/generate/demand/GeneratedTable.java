package org.unroll4j.data.generate.demand;

import org.unroll4j.data.DataException;
import org.unroll4j.data.series.Frequency;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;

/** A table of generated series, found again in the process that made them. */
final class GeneratedTable {
  private static final Frequency HOURLY = new Frequency(3600);

  private final DemandSizes sizes;
  private final SeriesTable table;
  private final int storeKey;
  private final int productKey;
  private final int firstStep;

  GeneratedTable(DemandSizes sizes, SeriesTable table) {
    this.sizes = sizes;
    this.table = table;
    this.storeKey = table.keyNames().indexOf(DemandGenerator.STORE);
    this.productKey = table.keyNames().indexOf(DemandGenerator.PRODUCT);
    if (storeKey < 0 || productKey < 0 || !table.frequency().equals(HOURLY)) {
      throw new DataException(
          "DemandOracle: knows hourly series with the keys %s and %s, but the table has %s every %s."
              .formatted(
                  DemandGenerator.STORE,
                  DemandGenerator.PRODUCT,
                  table.keyNames(),
                  table.frequency()));
    }
    this.firstStep = SalesCalendar.step(table.time(0));
  }

  /** The step of an origin in the process, with room for the horizon behind it. */
  int step(Origin origin, int horizon) {
    int step = firstStep + origin.step();
    if (horizon < 1 || step < 0 || step + (long) horizon >= sizes.steps()) {
      throw new DataException(
          "DemandOracle: knows %d hours, but was asked for %d after step %d."
              .formatted(sizes.steps(), horizon, step));
    }
    return step;
  }

  DemandOutlook outlook(int series) {
    SeriesPlan plan = plan(series);
    boolean[] stockout = stockout(series, plan);
    float[] seen = table.values(series, -firstStep, sizes.steps() - firstStep);
    for (int t = 0; t < seen.length; t++) {
      seen[t] = stockout[t] ? Float.NaN : seen[t];
    }
    return new DemandOutlook(sizes, plan, seen, stockout);
  }

  private SeriesPlan plan(int series) {
    int store = Names.index(table.key(storeKey, series), 'S', sizes.stores());
    int product = Names.index(table.key(productKey, series), 'P', sizes.products());
    if (store < 0 || product < 0) {
      throw new DataException(
          "DemandOracle: series \"%s\" is none of the generated ones, %s/%s to %s/%s."
              .formatted(
                  table.name(series),
                  Store.name(sizes, 0),
                  Product.name(sizes, 0),
                  Store.name(sizes, sizes.stores() - 1),
                  Product.name(sizes, sizes.products() - 1)));
    }
    return SeriesPlan.of(sizes, Store.of(sizes, store), Product.of(sizes, product));
  }

  /** From the table; made again where the table was read without them. */
  private boolean[] stockout(int series, SeriesPlan plan) {
    if (!table.hasStockouts()) {
      return SalesPath.of(sizes, plan).stockout();
    }
    float[] flags = new float[sizes.steps()];
    table.stockouts(series, -firstStep, flags);
    boolean[] stockout = new boolean[flags.length];
    for (int t = 0; t < stockout.length; t++) {
      stockout[t] = flags[t] > 0;
    }
    return stockout;
  }
}
