package org.unroll4j.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** How a number is written, here and by the page's script (which knows each by its key). */
enum Unit {
  /** A score between 0 and 1 whose third digit matters. */
  SCORE,
  /** A loss: four decimals. */
  LOSS,
  /** A share of 1, as per cent. */
  SHARE,
  /** A whole number. */
  COUNT,
  /** A factor, with a times sign. */
  FACTOR,
  /** Any number, three significant digits. */
  NUMBER,
  /** An amount of something: three digits that stand below each other in a table. */
  AMOUNT,
  /** An error: two digits, and a power of ten where it is small. */
  ERROR,
  /** Minutes. */
  MINUTES,
  /** A duration given in seconds. */
  DURATION;

  /** Between a number and its unit: narrow, and never broken. */
  private static final String SPACE = "\u202f";

  /** The name by which the page's script knows it. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The number as text. */
  String format(double value) {
    return switch (this) {
      case SCORE -> decimals(value, "0.000");
      case LOSS -> decimals(value, "0.0000");
      case SHARE -> decimals(100 * value, sharePattern(Math.abs(value))) + SPACE + "%";
      case COUNT -> decimals(value, "#,##0");
      case FACTOR -> decimals(value, Math.abs(value) < 9.95 ? "0.0" : "#,##0") + "×";
      case NUMBER -> significant(value);
      case AMOUNT -> decimals(value, amountPattern(Math.abs(value)));
      case ERROR -> error(value);
      case MINUTES -> decimals(value, Math.abs(value) < 9.95 ? "0.#" : "#,##0") + SPACE + "min";
      case DURATION -> duration(value);
    };
  }

  private static String sharePattern(double share) {
    if (share == 0 || share >= 0.9995) {
      return "0";
    }
    return share < 0.00995 ? "0.00" : "0.0";
  }

  private static String amountPattern(double size) {
    if (size >= 99.95) {
      return "#,##0";
    }
    return size >= 9.995 ? "0.0" : size >= 0.9995 ? "0.00" : "0.000";
  }

  private static String decimals(double value, String pattern) {
    DecimalFormat format =
        new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setRoundingMode(RoundingMode.HALF_UP);
    String text = format.format(value);
    return text.startsWith("-") && text.substring(1).chars().allMatch(c -> c == '0' || c == '.')
        ? text.substring(1)
        : text.replace('-', '−');
  }

  private static String significant(double value) {
    double size = Math.abs(value);
    if (size >= 1000 && size < 1e9) {
      return decimals(value, "#,##0");
    }
    if (size == 0 || (size >= 0.0001 && size < 1000)) {
      BigDecimal rounded = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_UP));
      return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
    return decimals(value, "0.##E0").replace("E", "e");
  }

  private static String error(double value) {
    double size = Math.abs(value);
    return size == 0 || (size >= 0.01 && size < 1000)
        ? significant(value)
        : decimals(value, "0.#E0").replace("E", "e");
  }

  private static String duration(double seconds) {
    if (seconds < 9.95) {
      return decimals(seconds, "0.0") + SPACE + "s";
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + SPACE + "s";
    }
    if (whole < 3600) {
      return whole / 60 + SPACE + "min " + whole % 60 + SPACE + "s";
    }
    return whole / 3600 + SPACE + "h " + whole % 3600 / 60 + SPACE + "min";
  }
}
