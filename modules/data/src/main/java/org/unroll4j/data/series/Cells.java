package org.unroll4j.data.series;

import java.util.Arrays;

/**
 * The numbers of one column of one series, one after another, never changed: codes of a {@link
 * FloatDictionary} in as few bits as they need, or the numbers themselves where there are too many
 * different ones. Code 0 and NaN are missing.
 */
final class Cells {
  private final int length;
  private final int constant;
  private final long[] bits;
  private final byte[] bytes;
  private final char[] chars;
  private final float[] floats;

  private Cells(int length, int constant, Object array) {
    this.length = length;
    this.constant = constant;
    this.bits = array instanceof long[] a ? a : null;
    this.bytes = array instanceof byte[] a ? a : null;
    this.chars = array instanceof char[] a ? a : null;
    this.floats = array instanceof float[] a ? a : null;
  }

  static Cells ofNumbers(float[] numbers) {
    return new Cells(numbers.length, 0, numbers);
  }

  /** Codes in the smallest form that holds them. */
  static Cells ofCodes(char[] codes) {
    int length = codes.length;
    int largest = 0;
    int smallest = FloatDictionary.LARGEST;
    for (char code : codes) {
      largest = Math.max(largest, code);
      smallest = Math.min(smallest, code);
    }
    if (length == 0 || smallest == largest) {
      return new Cells(length, largest, null);
    }
    if (largest > 255) {
      return new Cells(length, 0, codes);
    }
    if (largest > 1) {
      byte[] bytes = new byte[length];
      for (int i = 0; i < length; i++) {
        bytes[i] = (byte) codes[i];
      }
      return new Cells(length, 0, bytes);
    }
    long[] bits = new long[(length + 63) >> 6];
    for (int i = 0; i < length; i++) {
      bits[i >> 6] |= (long) codes[i] << i;
    }
    return new Cells(length, 0, bits);
  }

  int length() {
    return length;
  }

  /** About how many bytes of memory they take. */
  long bytes() {
    long array =
        bits != null
            ? bits.length * 8L
            : chars != null ? chars.length * 2L : floats != null ? floats.length * 4L : 0;
    return 64 + (bytes != null ? bytes.length : array);
  }

  /** Whether these are numbers, not codes. */
  boolean isNumbers() {
    return floats != null;
  }

  /** Number i; that of a missing one is {@code dictionary[0]}. */
  float get(int i, float[] dictionary) {
    if (bytes != null) {
      return dictionary[bytes[i] & 255];
    }
    if (floats != null) {
      return Float.isNaN(floats[i]) ? dictionary[0] : floats[i];
    }
    return dictionary[code(i)];
  }

  int code(int i) {
    if (bytes != null) {
      return bytes[i] & 255;
    }
    if (bits != null) {
      return (int) (bits[i >> 6] >>> i & 1);
    }
    return chars != null ? chars[i] : constant;
  }

  /**
   * Copies numbers {@code from} to {@code to} (exclusive) to {@code target}, from {@code at} on.
   */
  void copy(int from, int to, float[] dictionary, float[] target, int at) {
    int shift = at - from;
    if (bytes != null) {
      for (int i = from; i < to; i++) {
        target[i + shift] = dictionary[bytes[i] & 255];
      }
    } else if (chars != null) {
      for (int i = from; i < to; i++) {
        target[i + shift] = dictionary[chars[i]];
      }
    } else {
      for (int i = from; i < to; i++) {
        target[i + shift] = get(i, dictionary);
      }
    }
  }

  /** Equal contents in the same form: columns that many series share are kept once. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Cells that
        && length == that.length
        && constant == that.constant
        && Arrays.equals(bits, that.bits)
        && Arrays.equals(bytes, that.bytes)
        && Arrays.equals(chars, that.chars)
        && Arrays.equals(floats, that.floats);
  }

  @Override
  public int hashCode() {
    int content =
        bytes != null
            ? Arrays.hashCode(bytes)
            : Arrays.hashCode(bits) + Arrays.hashCode(chars) + Arrays.hashCode(floats);
    return 31 * (31 * length + constant) + content;
  }
}
