package org.unroll4j.report;

/** Sizes as powers of ten. */
final class PowersOfTen {

  /** JSON has no infinity; records write 1e300 in its place. */
  static final double INFINITE = 1e299;

  private static final String DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private PowersOfTen() {}

  /**
   * The nearest power of ten, such as 10⁻¹³; 0 for 0, ∞ from {@link #INFINITE} on, a question mark
   * for NaN.
   */
  static String about(double value) {
    if (Double.isNaN(value)) {
      return "?";
    }
    if (value >= INFINITE) {
      return "∞";
    }
    return value == 0 ? "0" : "10" + superscript(Math.round(Math.log10(Math.abs(value))));
  }

  private static String superscript(long exponent) {
    StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
    Long.toString(Math.abs(exponent)).chars().forEach(c -> text.append(DIGITS.charAt(c - '0')));
    return text.toString();
  }
}
