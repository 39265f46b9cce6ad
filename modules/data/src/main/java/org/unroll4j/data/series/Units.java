package org.unroll4j.data.series;

/** Finds the step of which the numbers of a column are multiples. */
final class Units {
  private static final int[] PARTS = {1, 10, 100, 1000};

  /** The share of the numbers other than 0 that must be multiples: real files have slips. */
  private static final double ENOUGH = 0.995;

  /** Beyond this many parts a float cannot tell a multiple from its neighbours. */
  private static final double MOST_PARTS = 400_000;

  private final SeriesColumn column;
  private final long[] counts;

  private long seen;
  private long multiples;
  private long divisor;

  private Units(SeriesColumn column) {
    this.column = column;
    this.counts = new long[column.dictionary().length];
    for (Cells cells : column.cells()) {
      for (int i = 0; !cells.isNumbers() && i < cells.length(); i++) {
        counts[cells.code(i)]++;
      }
    }
  }

  /** The unit, 0 if there is none, 1 if all numbers are 0. */
  static double of(SeriesColumn column) {
    Units units = new Units(column);
    for (int parts : PARTS) {
      units.count(parts);
      if (units.multiples >= ENOUGH * units.seen) {
        return units.divisor == 0 ? 1 : (double) units.divisor / parts;
      }
    }
    return 0;
  }

  /** How many numbers are multiples of 1/parts, and the greatest common divisor of those. */
  private void count(int parts) {
    seen = 0;
    multiples = 0;
    divisor = 0;
    for (int code = 1; code < counts.length; code++) {
      add(column.dictionary()[code], counts[code], parts);
    }
    for (Cells cells : column.cells()) {
      for (int i = 0; cells.isNumbers() && i < cells.length(); i++) {
        add(cells.get(i, column.dictionary()), 1, parts);
      }
    }
  }

  private void add(float value, long times, int parts) {
    if (Float.isNaN(value) || value == 0 || times == 0) {
      return;
    }
    seen += times;
    double count = Math.abs((double) value * parts);
    long whole = Math.round(count);
    boolean multiple =
        parts == 1
            ? count == whole
            : whole > 0 && Math.abs(count - whole) <= 1e-3 + count * 1e-7 && count < MOST_PARTS;
    if (multiple) {
      multiples += times;
      divisor = greatestCommonDivisor(divisor, whole);
    }
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
