package org.unroll4j.vector;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * A matrix cut into panels of {@code width} columns, each panel row after row: what a product reads
 * one after the other lies one after the other. The last panel is filled up with columns of zeros,
 * and each panel with rows of zeros to a multiple of {@link #STEP}.
 *
 * @param memory panel after panel
 * @param depth number of rows
 * @param columns number of columns
 * @param width columns of a panel
 */
record Panels(Arena.Piece memory, int depth, int columns, int width) implements Factor {

  /** Rows that are transposed at a time, so that both sides stay in the first cache. */
  private static final int BLOCK = 64;

  /** Tiles take so many rows at a time. */
  static final int STEP = 4;

  /** A depth with what it is filled up to. */
  static int padded(int depth) {
    return (depth + STEP - 1) / STEP * STEP;
  }

  float[] values() {
    return memory.values();
  }

  /** Where row {@code k} of a panel begins. */
  int at(int panel, int k) {
    return memory.from() + (panel * padded(depth) + k) * width;
  }

  /** Number of panels. */
  static int count(int columns, int width) {
    return (columns + width - 1) / width;
  }

  /**
   * Fills panels from a matrix.
   *
   * @param matrix row-major, [depth, columns]
   */
  static Panels of(float[] matrix, Panels panels) {
    panels.each(panel -> panels.copy(matrix, panel));
    return panels;
  }

  /**
   * Fills panels from the transpose of a matrix.
   *
   * @param matrix row-major, [columns, depth]
   */
  static Panels ofTransposed(float[] matrix, Panels panels) {
    panels.each(
        panel -> {
          for (int k = 0; k < panels.depth; k += BLOCK) {
            panels.transpose(matrix, panel, k);
          }
        });
    return panels;
  }

  private void each(IntConsumer fill) {
    Threads.split(
        count(columns, width),
        Threads.share((long) depth * width),
        (from, to) -> {
          for (int panel = from; panel < to; panel++) {
            int firstZero = filled(panel) < width ? 0 : depth;
            Arrays.fill(values(), at(panel, firstZero), at(panel + 1, 0), 0);
            fill.accept(panel);
          }
        });
  }

  /** How many of a panel's columns the matrix has. */
  private int filled(int panel) {
    return Math.min(width, columns - panel * width);
  }

  private void copy(float[] matrix, int panel) {
    int at = at(panel, 0);
    int column = panel * width;
    for (int k = 0; k < depth; k++) {
      System.arraycopy(matrix, k * columns + column, values(), at + k * width, filled(panel));
    }
  }

  private void transpose(float[] matrix, int panel, int from) {
    int at = at(panel, 0);
    int end = Math.min(depth, from + BLOCK);
    float[] values = values();
    for (int j = 0; j < filled(panel); j++) {
      int row = (panel * width + j) * depth;
      for (int k = from; k < end; k++) {
        values[at + k * width + j] = matrix[row + k];
      }
    }
  }
}
