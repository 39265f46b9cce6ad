package org.unroll4j.data.table;

/**
 * Reads short decimals such as {@code -12.50} fast. With at most 15 digits and 22 places the digits
 * and the power of ten are exact doubles, so that one division, which IEEE 754 rounds correctly,
 * gives the double nearest to the decimal (W. Clinger, "How to read floating point numbers
 * accurately", PLDI 1990, section 3). Everything else goes to the JDK, which gives the same.
 */
final class ShortDecimals {
  private static final int EXACT_DIGITS = 15;
  private static final double[] POWERS_OF_TEN = new double[EXACT_DIGITS + 1];

  static {
    double power = 1;
    for (int i = 0; i <= EXACT_DIGITS; i++, power *= 10) {
      POWERS_OF_TEN[i] = power;
    }
  }

  private ShortDecimals() {}

  /**
   * The number that {@link Double#parseDouble} gives for these characters.
   *
   * @throws NumberFormatException if they are not a number
   */
  static double parse(char[] text, int from, int to) {
    int start = from < to && text[from] == '-' ? from + 1 : from;
    if (start == to || to - start > EXACT_DIGITS + 1) {
      return slow(text, from, to);
    }
    long digits = 0;
    int point = -1;
    for (int i = start; i < to; i++) {
      int digit = text[i] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = digits * 10 + digit;
      } else if (text[i] == '.' && point < 0) {
        point = i;
      } else {
        return slow(text, from, to);
      }
    }
    int count = to - start - (point < 0 ? 0 : 1);
    if (count == 0 || count > EXACT_DIGITS) {
      return slow(text, from, to);
    }
    double value = point < 0 ? digits : digits / POWERS_OF_TEN[to - point - 1];
    return start > from ? -value : value;
  }

  private static double slow(char[] text, int from, int to) {
    return Double.parseDouble(new String(text, from, to - from));
  }
}
