package org.unroll4j.data.series;

/** Finds the step of which all numbers of a column are multiples. */
final class Units {
  private static final int[] PARTS = {1, 10, 100, 1000};

  /** Beyond this many parts a float cannot tell a multiple from its neighbours. */
  private static final double MOST_PARTS = 400_000;

  private Units() {}

  /** The unit, 0 if there is none, 1 if all numbers are 0. */
  static double of(SeriesColumn column) {
    for (int parts : PARTS) {
      long divisor = divisor(column, parts);
      if (divisor > 0) {
        return (double) divisor / parts;
      }
    }
    return 0;
  }

  /** The greatest common divisor of all numbers in units of 1/parts; 0 if one is no multiple. */
  private static long divisor(SeriesColumn column, int parts) {
    long divisor = 0;
    for (float value : column.dictionary()) {
      divisor = combine(divisor, value, parts);
      if (divisor < 0) {
        return 0;
      }
    }
    for (Cells cells : column.cells()) {
      for (int i = 0; cells.isNumbers() && i < cells.length(); i++) {
        divisor = combine(divisor, cells.get(i, column.dictionary()), parts);
        if (divisor < 0) {
          return 0;
        }
      }
    }
    return divisor == 0 ? parts : divisor;
  }

  private static long combine(long divisor, float value, int parts) {
    if (Float.isNaN(value)) {
      return divisor;
    }
    double count = Math.abs((double) value * parts);
    long whole = Math.round(count);
    boolean multiple =
        parts == 1
            ? count == whole
            : Math.abs(count - whole) <= 1e-3 + count * 1e-7 && count < MOST_PARTS;
    return multiple ? greatestCommonDivisor(divisor, whole) : -1;
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
