package org.unroll4j.studies.demand.baselines;

import java.util.Arrays;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;

/**
 * What is known of one series at an origin. Baselines see a table through this class only, and it
 * refuses steps after the origin where they are not known.
 */
final class Past {

  private final SeriesTable table;
  private final int series;
  private final int origin;

  Past(SeriesTable table, Origin origin) {
    this(table, origin.series(), origin.step());
  }

  Past(SeriesTable table, int series, int origin) {
    this.table = table;
    this.series = series;
    this.origin = origin;
  }

  int series() {
    return series;
  }

  /** The last step that is known. */
  int origin() {
    return origin;
  }

  /** Whether it is the same series of the same table at the same origin. */
  boolean sameAs(Past other) {
    return table == other.table && series == other.series && origin == other.origin;
  }

  /** First step of the series. */
  int first() {
    return table.first(series);
  }

  /** Value at a step; NaN where it is missing or outside of the series. */
  float value(int step) {
    checkKnown(step);
    return table.value(series, step);
  }

  /** The last {@code count} values, the newest last; NaN where they are missing. */
  float[] lastValues(int count) {
    return table.values(series, origin + 1 - count, origin + 1);
  }

  /** 1 where the product was out of stock among the last {@code count} steps, else 0 or NaN. */
  float[] lastStockouts(int count) {
    float[] stockouts = new float[count];
    table.stockouts(series, origin + 1 - count, stockouts);
    return stockouts;
  }

  /** Past covariate c; NaN where it is missing. */
  float past(int c, int step) {
    checkKnown(step);
    return table.past(c, series, step);
  }

  /** Known covariate c, also of steps after the origin; NaN where it is missing. */
  float known(int c, int step) {
    return table.known(c, series, step);
  }

  /** Static c. */
  String staticValue(int c) {
    return table.staticValue(c, series);
  }

  /** Mean of all known values; 0 if there is none. What the simple baselines fall back to. */
  double mean() {
    return Arrays.stream(knownValues()).average().orElse(0);
  }

  /** All values from the beginning of the series to the origin, without the missing ones. */
  double[] knownValues() {
    float[] all = lastValues(Math.max(0, origin + 1 - first()));
    double[] known = new double[all.length];
    int n = 0;
    for (float value : all) {
      if (!Float.isNaN(value)) {
        known[n++] = value;
      }
    }
    return Arrays.copyOf(known, n);
  }

  /** Number of the smallest whole period that reaches from a target back to a known step. */
  static int periodsBack(int horizonStep, int period) {
    return (horizonStep + period - 1) / period;
  }

  private void checkKnown(int step) {
    if (step > origin) {
      throw new IllegalArgumentException(
          "Baselines: step %d lies after the origin %d.".formatted(step, origin));
    }
  }
}
