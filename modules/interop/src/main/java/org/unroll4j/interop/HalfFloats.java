package org.unroll4j.interop;

/**
 * The two 16-bit floating point formats. Every value of them is a float, so reading is exact;
 * writing rounds to the nearest, and to the one with an even last bit if two are equally near.
 *
 * <p>Source: IEEE 754-2019, sections 3.4 and 4.3.1.
 */
public final class HalfFloats {

  private static final int FLOAT_FRACTION_BITS = 23;
  private static final int HALF_FRACTION_BITS = 10;
  private static final int DROPPED_BITS = FLOAT_FRACTION_BITS - HALF_FRACTION_BITS;
  private static final int FLOAT_INFINITY = 0x7F800000;
  private static final int HALF_INFINITY = 0x7C00;
  private static final int HALF_QUIET_NAN = 0x7E00;
  private static final int BFLOAT_QUIET_NAN = 0x7FC0;

  /** The smallest normal half, 2^-14, as the bits of a float. */
  private static final int SMALLEST_NORMAL_HALF = (127 - 14) << FLOAT_FRACTION_BITS;

  /** Half of the smallest subnormal half, 2^-25: what is not larger becomes zero. */
  private static final int ROUNDS_TO_ZERO = (127 - 25) << FLOAT_FRACTION_BITS;

  private HalfFloats() {}

  /** The value of a binary16. */
  public static float fromHalf(short bits) {
    int sign = (bits & 0x8000) << 16;
    int magnitude = bits & 0x7FFF;
    if (magnitude >= HALF_INFINITY) {
      int fraction = (magnitude & 0x3FF) << DROPPED_BITS;
      return Float.intBitsToFloat(sign | FLOAT_INFINITY | fraction);
    }
    if (magnitude < 0x400) {
      float subnormal = magnitude * 0x1p-24f;
      return sign == 0 ? subnormal : -subnormal;
    }
    int rebias = (127 - 15) << FLOAT_FRACTION_BITS;
    return Float.intBitsToFloat(sign | ((magnitude << DROPPED_BITS) + rebias));
  }

  /** The binary16 nearest to a value; infinite from 65520 on. */
  public static short toHalf(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = bits & 0x7FFFFFFF;
    if (magnitude > FLOAT_INFINITY) {
      return (short) (sign | HALF_QUIET_NAN);
    }
    if (magnitude <= ROUNDS_TO_ZERO) {
      return (short) sign;
    }
    if (magnitude < SMALLEST_NORMAL_HALF) {
      int exponent = magnitude >>> FLOAT_FRACTION_BITS;
      int significand = (magnitude & 0x7FFFFF) | 0x800000;
      return (short) (sign | roundedShift(significand, 126 - exponent));
    }
    int rebias = (127 - 15) << FLOAT_FRACTION_BITS;
    int half = roundedShift(magnitude - rebias, DROPPED_BITS);
    return (short) (sign | Math.min(half, HALF_INFINITY));
  }

  /** The value of a bfloat16. */
  public static float fromBfloat(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  /** The bfloat16 nearest to a value. */
  public static short toBfloat(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = bits & 0x7FFFFFFF;
    return (short)
        (sign | (magnitude > FLOAT_INFINITY ? BFLOAT_QUIET_NAN : roundedShift(magnitude, 16)));
  }

  /**
   * A float that rounds to the same 16-bit value as the double does: the one next to it towards
   * zero, with the last bit set if anything was lost (rounding to odd).
   */
  public static float oddFloat(double value) {
    float nearest = (float) value;
    if (nearest == value || Double.isNaN(value)) {
      return nearest;
    }
    float towardsZero =
        Math.abs((double) nearest) > Math.abs(value)
            ? Math.copySign(Math.nextDown(Math.abs(nearest)), nearest)
            : nearest;
    return Float.intBitsToFloat(Float.floatToRawIntBits(towardsZero) | 1);
  }

  /** {@code bits / 2^shift}, rounded to nearest, ties to even. */
  private static int roundedShift(int bits, int shift) {
    int kept = bits >>> shift;
    int dropped = bits - (kept << shift);
    int half = 1 << (shift - 1);
    boolean up = dropped > half || (dropped == half && (kept & 1) == 1);
    return up ? kept + 1 : kept;
  }
}
