package org.unroll4j.data.windows;

/**
 * The natural logarithm in float, from a table with straight lines between: exponent and mantissa m
 * of x = 2ᵉ·m give e·ln 2 + ln m. The error is below 1e-6 plus that of a float; a window needs
 * hundreds of them, and {@link Math#log} would take most of its time.
 */
final class FastLog {
  private static final int BITS = 10;
  private static final int REST = 23 - BITS;
  private static final float LN2 = (float) Math.log(2);
  private static final float[] TABLE = new float[(1 << BITS) + 1];

  static {
    for (int i = 0; i < TABLE.length; i++) {
      TABLE[i] = (float) Math.log1p(i / (double) (1 << BITS));
    }
  }

  private FastLog() {}

  /** ln x for a normal x &gt; 0. */
  static float log(float x) {
    int bits = Float.floatToRawIntBits(x);
    int mantissa = bits & 0x7FFFFF;
    int i = mantissa >> REST;
    float between = (mantissa & ((1 << REST) - 1)) * (1f / (1 << REST));
    return ((bits >> 23) - 127) * LN2 + TABLE[i] + (TABLE[i + 1] - TABLE[i]) * between;
  }

  /** ln(1 + x) for x ≥ 0. */
  static float log1p(float x) {
    return log(1 + x);
  }
}
