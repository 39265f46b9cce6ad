package org.unroll4j.vector;

import java.util.Iterator;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.ArrayTuple;

/** Copies between ND4J's arrays and padded rows on the heap. */
final class Heap {

  private Heap() {}

  static float[] read(INDArray array) {
    float[] values = new float[Math.toIntExact(array.length())];
    Native.of(array).get(values);
    return values;
  }

  /** The values at the beginning of an array from the buffers. */
  static float[] read(INDArray array, Buffers buffers) {
    float[] values = buffers.take(array.length());
    Native.of(array).get(values);
    return values;
  }

  /** Spreads the rows of a matrix over rows of a flat array. */
  static void readRows(INDArray matrix, float[] values, int firstRow, int stride) {
    int columns = (int) matrix.size(1);
    Native source = Native.of(matrix);
    for (int i = 0; i < matrix.size(0); i++) {
      source.buffer().get(i * columns, values, (firstRow + i) * stride, columns);
    }
  }

  /** Picked rows of a flat array, [rows, columns]. */
  static INDArray writeRows(float[] values, int[] rows, int stride, int columns) {
    Native target = Native.uninitialized(rows.length, columns);
    for (int i = 0; i < rows.length; i++) {
      target.buffer().put(i * columns, values, rows[i] * stride, columns);
    }
    return target.array();
  }

  /** A tuple of the same kind with other arrays, in declaration order. */
  static <A extends ArrayTuple<A>> A like(A tuple, List<INDArray> arrays) {
    Iterator<INDArray> next = arrays.iterator();
    return tuple.map(array -> next.next());
  }
}
