package org.unroll4j.studies.demand.baselines;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.unroll4j.data.series.Frequency;
import org.unroll4j.data.series.Missing;
import org.unroll4j.data.series.SeriesColumns;
import org.unroll4j.data.series.SeriesRow;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.series.SeriesTableBuilder;
import org.unroll4j.data.series.TimeGrid;
import org.unroll4j.data.windows.Origin;

/** Small tables of demand. */
final class ToyDemand {

  /** A Monday. */
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

  private static final int HOURS = 24;

  private ToyDemand() {}

  /** One series from step 0 on; NaN is a missing value. */
  static SeriesTable series(String frequency, double... values) {
    SeriesColumns columns =
        new SeriesColumns(List.of(), "time", null, "y", List.of(), List.of(), List.of(), null);
    SeriesTableBuilder builder = builder(frequency, columns);
    int series = builder.series(List.of(), List.of());
    for (int t = 0; t < values.length; t++) {
      builder.put(series, t, SeriesRow.of(values[t]));
    }
    return builder.build(Missing.ABSENT);
  }

  private static SeriesTableBuilder builder(String frequency, SeriesColumns columns) {
    return new SeriesTableBuilder(
        new TimeGrid(Frequency.parse(frequency), ZoneOffset.UTC, START), columns);
  }

  /**
   * Hourly counts of products with a busy afternoon; a promotion triples them on a third of the
   * days. There are holes, stock-outs, a past covariate and a series that begins late.
   *
   * @param factor what values are multiplied with
   */
  static SeriesTable shop(int products, int days, double factor) {
    SeriesColumns columns =
        new SeriesColumns(
            List.of("product"),
            "time",
            null,
            "y",
            List.of("product"),
            List.of("promotion"),
            List.of("visitors"),
            "stockout");
    SeriesTableBuilder builder = builder("1h", columns);
    for (int p = 0; p < products; p++) {
      int series = builder.series(List.of("p" + p), List.of("p" + p));
      SplittableRandom random = new SplittableRandom(31 + p);
      int first = p == products - 1 ? 5 * HOURS + 7 : 0;
      for (int t = first; t < days * HOURS; t++) {
        builder.put(series, t, row(random, p, t, factor));
      }
    }
    return builder.build(Missing.MASKED);
  }

  private static SeriesRow row(SplittableRandom random, int product, int t, double factor) {
    int hour = t % HOURS;
    double usual = (1 + product) * (hour < 8 ? 0.2 : hour < 16 ? 1 : 2);
    double rate = usual * (promotion(product, t / HOURS) ? 3 : 1);
    int count = poisson(random, rate);
    boolean stockout = count > 2 && random.nextInt(10) == 0;
    double value = random.nextInt(40) == 0 ? Double.NaN : factor * (stockout ? 1 : count);
    return new SeriesRow(
        (float) value,
        stockout,
        new float[] {promotion(product, t / HOURS) ? 1 : 0},
        new float[] {(float) (rate + random.nextDouble())});
  }

  static boolean promotion(int product, int day) {
    return (day * 7 + product * 3) % 10 < 3;
  }

  /** Arrivals of a unit-rate process before the rate. */
  private static int poisson(SplittableRandom random, double rate) {
    int count = 0;
    double time = -Math.log(1 - random.nextDouble());
    while (time < rate) {
      count++;
      time -= Math.log(1 - random.nextDouble());
    }
    return count;
  }

  /** Every series from every so-many-th step. */
  static List<Origin> origins(SeriesTable table, int from, int to, int stride) {
    List<Origin> origins = new ArrayList<>();
    for (int s = 0; s < table.size(); s++) {
      for (int step = from; step < to; step += stride) {
        origins.add(new Origin(s, step));
      }
    }
    return origins;
  }
}
