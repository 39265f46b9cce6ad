package org.unroll4j.data.series;

import java.util.Arrays;

/**
 * Collects the numbers of one column of one series in any order; grows at both ends. Kept are codes
 * of the column's dictionary as long as it has one for every number, then the numbers themselves.
 */
final class CellBuffer {
  private final FloatDictionary dictionary;
  private char[] codes;
  private float[] numbers;

  CellBuffer(FloatDictionary dictionary) {
    this.dictionary = dictionary;
    this.codes = new char[16];
  }

  /** A buffer with the contents of cells, to go on writing. */
  CellBuffer(FloatDictionary dictionary, Cells cells) {
    this.dictionary = dictionary;
    int length = cells.length();
    if (cells.isNumbers()) {
      numbers = new float[length];
      cells.copy(0, length, new float[] {Float.NaN}, numbers, 0);
    } else {
      codes = new char[length];
      for (int i = 0; i < length; i++) {
        codes[i] = (char) cells.code(i);
      }
    }
  }

  /** Makes room for indices below {@code capacity}, after moving everything up by {@code shift}. */
  void reserve(int shift, int used, int capacity) {
    if (numbers != null) {
      float[] larger = new float[Math.max(capacity, numbers.length)];
      Arrays.fill(larger, Float.NaN);
      System.arraycopy(numbers, 0, larger, shift, used);
      numbers = larger;
    } else {
      char[] larger = new char[Math.max(capacity, codes.length)];
      System.arraycopy(codes, 0, larger, shift, used);
      codes = larger;
    }
  }

  void put(int i, float number) {
    if (numbers == null) {
      int code = dictionary.code(number);
      if (code != FloatDictionary.FULL) {
        codes[i] = (char) code;
        return;
      }
      toNumbers();
    }
    numbers[i] = number;
  }

  private void toNumbers() {
    float[] values = dictionary.values(Float.NaN);
    numbers = new float[codes.length];
    for (int i = 0; i < codes.length; i++) {
      numbers[i] = values[codes[i]];
    }
    codes = null;
  }

  boolean isMissing(int i) {
    return numbers == null ? codes[i] == 0 : Float.isNaN(numbers[i]);
  }

  /** Cells {@code from} to {@code to} (exclusive). */
  Cells cells(int from, int to) {
    return numbers == null
        ? Cells.ofCodes(Arrays.copyOfRange(codes, from, to))
        : Cells.ofNumbers(Arrays.copyOfRange(numbers, from, to));
  }
}
