package org.unroll4j.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** The 16-bit formats against their definitions, all values of them. */
class HalfFloatsTest {

  private static final int VALUES = 1 << 16;

  @Test
  void everyHalfHasTheValueOfTheDefinition() {
    for (int bits = 0; bits < VALUES; bits++) {
      assertThat(HalfFloats.fromHalf((short) bits)).isEqualTo((Float) definition(bits, 5, 10));
    }
  }

  @Test
  void everyBfloatHasTheValueOfTheDefinition() {
    for (int bits = 0; bits < VALUES; bits++) {
      assertThat(HalfFloats.fromBfloat((short) bits)).isEqualTo((Float) definition(bits, 8, 7));
    }
  }

  /** IEEE 754: sign, exponent, fraction. */
  private static float definition(int bits, int exponentBits, int fractionBits) {
    int sign = bits >>> 15 == 0 ? 1 : -1;
    int largest = (1 << exponentBits) - 1;
    int exponent = bits >>> fractionBits & largest;
    int fraction = bits & (1 << fractionBits) - 1;
    int bias = largest / 2;
    if (exponent == largest) {
      return fraction == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
    }
    double significand = Math.scalb((double) fraction, -fractionBits) + (exponent == 0 ? 0 : 1);
    return (float) (sign * Math.scalb(significand, Math.max(exponent, 1) - bias));
  }

  @Test
  void everyValueComesBackAsItWas() {
    for (int bits = 0; bits < VALUES; bits++) {
      float half = HalfFloats.fromHalf((short) bits);
      if (!Float.isNaN(half)) {
        assertThat(HalfFloats.toHalf(half)).isEqualTo((short) bits);
      }
      float bfloat = HalfFloats.fromBfloat((short) bits);
      if (!Float.isNaN(bfloat)) {
        assertThat(HalfFloats.toBfloat(bfloat)).isEqualTo((short) bits);
      }
    }
    assertThat(HalfFloats.fromHalf(HalfFloats.toHalf(Float.NaN))).isNaN();
    assertThat(HalfFloats.fromBfloat(HalfFloats.toBfloat(Float.NaN))).isNaN();
  }

  @Test
  void halfwayBetweenTwoNeighboursTheEvenOneIsTaken() {
    for (int bits = 0; bits < 0x7BFF; bits++) {
      requireRounding(bits, b -> HalfFloats.fromHalf((short) b), HalfFloats::toHalf);
    }
    for (int bits = 0; bits < 0x7F7F; bits++) {
      requireRounding(bits, b -> HalfFloats.fromBfloat((short) b), HalfFloats::toBfloat);
    }
  }

  private interface Rounding {
    short round(float value);
  }

  private static void requireRounding(int bits, IntFunction<Float> value, Rounding rounding) {
    double below = value.apply(bits);
    double above = value.apply(bits + 1);
    float middle = (float) ((below + above) / 2);
    assertThat((double) middle).isEqualTo((below + above) / 2);
    assertThat(rounding.round(middle)).isEqualTo((short) (bits + (bits & 1)));
    assertThat(rounding.round(Math.nextDown(middle))).isEqualTo((short) bits);
    assertThat(rounding.round(Math.nextUp(middle))).isEqualTo((short) (bits + 1));
    assertThat(rounding.round(-middle)).isEqualTo((short) (0x8000 | (bits + (bits & 1))));
  }

  @Test
  void tooLargeBecomesInfinite() {
    assertThat(HalfFloats.fromHalf(HalfFloats.toHalf(65519.996f))).isEqualTo(65504f);
    assertThat(HalfFloats.fromHalf(HalfFloats.toHalf(65520f))).isInfinite();
    assertThat(HalfFloats.fromHalf(HalfFloats.toHalf(-1e30f))).isEqualTo(Float.NEGATIVE_INFINITY);
  }

  @Test
  void doublesAreRoundedOnce() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 20_000; i++) {
      int bits = random.nextInt(0x7BFF);
      double below = HalfFloats.fromHalf((short) bits);
      double above = HalfFloats.fromHalf((short) (bits + 1));
      // Next to the middle, where rounding to float first would lose the difference.
      double middle = (below + above) / 2;
      requireNearest(bits, Math.nextUp(middle), above);
      requireNearest(bits, Math.nextDown(middle), below);
      requireNearest(bits, middle, (bits & 1) == 0 ? below : above);
      double value = below + random.nextDouble() * (above - below);
      BigDecimal toBelow = new BigDecimal(value).subtract(new BigDecimal(below));
      BigDecimal toAbove = new BigDecimal(above).subtract(new BigDecimal(value));
      requireNearest(bits, value, toBelow.compareTo(toAbove) < 0 ? below : above);
    }
  }

  private static void requireNearest(int bits, double value, double expected) {
    assertThat((double) HalfFloats.fromHalf(HalfFloats.toHalf(HalfFloats.oddFloat(value))))
        .as("%s above half %d", value, bits)
        .isEqualTo(expected);
    assertThat((double) HalfFloats.fromHalf(HalfFloats.toHalf(HalfFloats.oddFloat(-value))))
        .isEqualTo(-expected);
  }
}
