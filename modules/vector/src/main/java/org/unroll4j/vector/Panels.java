package org.unroll4j.vector;

/**
 * A matrix cut into panels of {@code width} columns, each panel row after row: what a product reads
 * one after the other lies one after the other. The last panel is filled up with zeros.
 *
 * @param values panel after panel
 * @param depth number of rows
 * @param columns number of columns
 * @param width columns of a panel
 */
record Panels(float[] values, int depth, int columns, int width) implements Factor {

  /** Rows that are transposed at a time, so that both sides stay in the first cache. */
  private static final int BLOCK = 64;

  /** Number of panels. */
  static int count(int columns, int width) {
    return (columns + width - 1) / width;
  }

  /**
   * Panels of a matrix.
   *
   * @param matrix row-major, [depth, columns]
   */
  static Panels of(float[] matrix, int depth, int columns, int width) {
    float[] values = new float[Math.multiplyExact(count(columns, width) * width, depth)];
    Threads.split(
        count(columns, width),
        Threads.share((long) depth * width),
        (from, to) -> {
          for (int panel = from; panel < to; panel++) {
            int column = panel * width;
            int length = Math.min(width, columns - column);
            int at = panel * width * depth;
            for (int k = 0; k < depth; k++) {
              System.arraycopy(matrix, k * columns + column, values, at + k * width, length);
            }
          }
        });
    return new Panels(values, depth, columns, width);
  }

  /**
   * Panels of the transpose of a matrix.
   *
   * @param matrix row-major, [columns, depth]
   */
  static Panels ofTransposed(float[] matrix, int depth, int columns, int width) {
    float[] values = new float[Math.multiplyExact(count(columns, width) * width, depth)];
    Threads.split(
        count(columns, width),
        Threads.share((long) depth * width),
        (from, to) -> {
          for (int panel = from; panel < to; panel++) {
            for (int k = 0; k < depth; k += BLOCK) {
              transpose(matrix, values, new Block(panel, k, depth, columns, width));
            }
          }
        });
    return new Panels(values, depth, columns, width);
  }

  private record Block(int panel, int k, int depth, int columns, int width) {}

  private static void transpose(float[] matrix, float[] values, Block b) {
    int at = b.panel * b.width * b.depth;
    int column = b.panel * b.width;
    int length = Math.min(b.width, b.columns - column);
    int end = Math.min(b.depth, b.k + BLOCK);
    for (int j = 0; j < length; j++) {
      int row = (column + j) * b.depth;
      for (int k = b.k; k < end; k++) {
        values[at + k * b.width + j] = matrix[row + k];
      }
    }
  }
}
