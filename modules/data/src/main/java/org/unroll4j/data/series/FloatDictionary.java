package org.unroll4j.data.series;

import java.util.Arrays;

/**
 * Gives each distinct number of a column a code: 1, 2, … in the order of appearance; 0 is a missing
 * number. There are at most {@value #LARGEST} codes.
 */
final class FloatDictionary {
  /** The largest code, that of a {@code char}. */
  static final int LARGEST = 65_535;

  /** Says that there is no code left for a number. */
  static final int FULL = -1;

  private float[] values = new float[64];
  private int[] slots = new int[256];
  private int size = 1;

  FloatDictionary() {
    values[0] = Float.NaN;
  }

  /** The code of a number; 0 for NaN, {@link #FULL} if there is none left. */
  int code(float number) {
    if (Float.isNaN(number)) {
      return 0;
    }
    float value = number + 0f; // −0 is 0
    int slot = slot(value);
    if (slots[slot] != 0) {
      return slots[slot];
    }
    return size > LARGEST ? FULL : add(value, slot);
  }

  private int slot(float value) {
    int mask = slots.length - 1;
    int slot = (Float.floatToRawIntBits(value) * 0x9E3779B9) >>> 7 & mask;
    while (slots[slot] != 0 && values[slots[slot]] != value) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private int add(float value, int slot) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size] = value;
    slots[slot] = size++;
    if (size * 2 > slots.length) {
      slots = new int[slots.length * 2];
      for (int code = 1; code < size; code++) {
        slots[slot(values[code])] = code;
      }
    }
    return size - 1;
  }

  /** The number of each code; that of code 0 is {@code missing}. */
  float[] values(float missing) {
    float[] all = Arrays.copyOf(values, size);
    all[0] = missing;
    return all;
  }
}
