package org.unroll4j.studies.demand.baselines;

/**
 * The newest part of what is known of a series at an origin, and its scale.
 *
 * <pre>{@code scale = mean |y| over the known steps of the span + floor}</pre>
 */
final class Recent {

  private final Past past;
  private final float[] values;
  private final float[] stockouts;
  private final double scale;
  private final double level;

  Recent(Past past, int span, double floor) {
    this.past = past;
    this.values = past.lastValues(span);
    this.stockouts = past.lastStockouts(span);
    double sum = 0;
    double absolute = 0;
    int known = 0;
    for (float value : values) {
      if (!Float.isNaN(value)) {
        sum += value;
        absolute += Math.abs(value);
        known++;
      }
    }
    double mean = known == 0 ? past.mean() : sum / known;
    this.scale = (known == 0 ? Math.abs(mean) : absolute / known) + floor;
    this.level = mean / scale;
  }

  Past past() {
    return past;
  }

  /** What values are divided by; positive. */
  double scale() {
    return scale;
  }

  /** Mean over the span in units of the scale, or over the whole past if nothing is known there. */
  double level() {
    return level;
  }

  /** Steps that it looks back. */
  int span() {
    return values.length;
  }

  /** Value at the origin (0) or so many steps before, in units of the scale; NaN if not known. */
  double back(int steps) {
    return steps < values.length
        ? values[values.length - 1 - steps] / scale
        : past.value(past.origin() - steps) / scale;
  }

  /** Whether the product was out of stock so many steps before the origin; within the span. */
  boolean stockoutBack(int steps) {
    return stockouts[values.length - 1 - steps] > 0;
  }

  /** Mean of the newest {@code count} values in units of the scale; NaN if none is known. */
  double mean(int count) {
    double sum = 0;
    int known = 0;
    for (int i = 0; i < Math.min(count, values.length); i++) {
      double value = back(i);
      if (!Double.isNaN(value)) {
        sum += value;
        known++;
      }
    }
    return known == 0 ? Double.NaN : sum / known;
  }

  /** Share of zeros among the newest {@code count} values; NaN if none is known. */
  double zeroShare(int count) {
    int zeros = 0;
    int known = 0;
    for (int i = 0; i < Math.min(count, values.length); i++) {
      double value = back(i);
      zeros += value == 0 ? 1 : 0;
      known += Double.isNaN(value) ? 0 : 1;
    }
    return known == 0 ? Double.NaN : (double) zeros / known;
  }

  /** Share of steps out of stock among the newest {@code count}. */
  double stockoutShare(int count) {
    int out = 0;
    for (int i = 0; i < Math.min(count, values.length); i++) {
      out += stockoutBack(i) ? 1 : 0;
    }
    return (double) out / count;
  }

  /** Steps since the newest value that is not zero; the span if there is none. */
  int sinceSale() {
    for (int i = 0; i < values.length; i++) {
      double value = back(i);
      if (!Double.isNaN(value) && value != 0) {
        return i;
      }
    }
    return values.length;
  }
}
