package org.unroll4j.studies.demand.backtest;

import java.util.SplittableRandom;
import org.unroll4j.data.series.SeriesColumns;
import org.unroll4j.data.series.SeriesRow;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.series.SeriesTableBuilder;
import org.unroll4j.studies.network.RandomKey;

/**
 * A copy of a table in which every value, past covariate and stock-out flag after a step is another
 * one. What was known by then, known covariates and texts are the same.
 */
final class NoisyFuture {

  private static final long NOISE = 0x4E4F495345L;
  private static final double MISSING = 0.1;

  private final SeriesTable table;
  private final int origin;
  private final SplittableRandom random;

  private NoisyFuture(SeriesTable table, int origin, long seed) {
    this.table = table;
    this.origin = origin;
    this.random = RandomKey.generator(seed, NOISE, origin);
  }

  /** The copy. */
  static SeriesTable of(SeriesTable table, int origin, long seed) {
    return new NoisyFuture(table.withoutHolidays(), origin, seed).copy().withHolidaysOf(table);
  }

  private SeriesTable copy() {
    SeriesTableBuilder builder = new SeriesTableBuilder(table.grid(), columns());
    for (int s = 0; s < table.size(); s++) {
      int series = s;
      int copy =
          builder.series(
              table.keyNames().stream().map(k -> key(k, series)).toList(),
              table.staticNames().stream().map(c -> text(c, series)).toList());
      for (int t = 0; t < table.steps(); t++) {
        builder.put(copy, t, t <= origin ? row(s, t) : noise(s, t));
      }
    }
    return builder.build(table.missing());
  }

  private String key(String name, int series) {
    return table.key(table.keyNames().indexOf(name), series);
  }

  private String text(String name, int series) {
    return table.staticValue(table.staticNames().indexOf(name), series);
  }

  private SeriesColumns columns() {
    return new SeriesColumns(
        table.keyNames(),
        "time",
        null,
        "value",
        table.staticNames(),
        table.knownNames(),
        table.pastNames(),
        table.hasStockouts() ? "stockout" : null);
  }

  private SeriesRow row(int s, int t) {
    return new SeriesRow(table.value(s, t), table.stockout(s, t), known(s, t), past(s, t));
  }

  private float[] known(int s, int t) {
    float[] known = new float[table.knownNames().size()];
    for (int c = 0; c < known.length; c++) {
      known[c] = table.known(c, s, t);
    }
    return known;
  }

  private float[] past(int s, int t) {
    float[] past = new float[table.pastNames().size()];
    for (int c = 0; c < past.length; c++) {
      past[c] = table.past(c, s, t);
    }
    return past;
  }

  private SeriesRow noise(int s, int t) {
    float[] past = past(s, t);
    for (int c = 0; c < past.length; c++) {
      past[c] = past(s, anyStep())[c] + 1 + random.nextInt(3);
    }
    return new SeriesRow(noisyValue(s), !table.stockout(s, t), known(s, t), past);
  }

  /** The sum of two values of the series and of up to three units, or nothing. */
  private float noisyValue(int s) {
    if (random.nextDouble() < MISSING) {
      return Float.NaN;
    }
    double unit = table.unit();
    int units = 1 + random.nextInt(3);
    double noise = (double) anyValue(s) + anyValue(s);
    return (float)
        (unit > 0 ? unit * (Math.rint(noise / unit) + units) : noise + units * random.nextDouble());
  }

  private float anyValue(int s) {
    float value = table.value(s, anyStep());
    return Float.isNaN(value) ? 0 : value;
  }

  private int anyStep() {
    return random.nextInt(table.steps());
  }
}
