package org.unroll4j.peers.pytorch;

import java.nio.FloatBuffer;
import org.bytedeco.pytorch.Tensor;

/** Plain arrays as tensors and back. */
final class Tensors {

  private Tensors() {}

  static Tensor of(float[] values, long... shape) {
    return Tensor.create(values, shape);
  }

  /** A tensor [columns, rows] of an array that holds [rows, columns]. */
  static Tensor transposed(float[] values, int rows, int columns) {
    return of(transpose(values, rows, columns), columns, rows);
  }

  static float[] toFloats(Tensor tensor) {
    FloatBuffer buffer = tensor.detach().contiguous().createBuffer();
    float[] values = new float[Math.toIntExact(tensor.numel())];
    buffer.get(values);
    return values;
  }

  /** [rows, columns] → [columns, rows] */
  static float[] transpose(float[] values, int rows, int columns) {
    float[] transposed = new float[values.length];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        transposed[c * rows + r] = values[r * columns + c];
      }
    }
    return transposed;
  }
}
