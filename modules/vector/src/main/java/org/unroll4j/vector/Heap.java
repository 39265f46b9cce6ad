package org.unroll4j.vector;

import java.util.Iterator;
import java.util.List;
import java.util.function.IntConsumer;
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
    eachRow(
        (int) matrix.size(0),
        columns,
        i -> source.buffer().get(i * columns, values, (firstRow + i) * stride, columns));
  }

  /** Picked rows of a flat array, [rows, columns]. */
  static INDArray writeRows(float[] values, int[] rows, int stride, int columns) {
    Native target = Native.uninitialized(rows.length, columns);
    eachRow(
        rows.length,
        columns,
        i -> target.buffer().put(i * columns, values, rows[i] * stride, columns));
    return target.array();
  }

  private static void eachRow(int count, int columns, IntConsumer copy) {
    Threads.split(
        count,
        Math.max(1, Native.CHUNK / columns),
        (from, to) -> {
          for (int i = from; i < to; i++) {
            copy.accept(i);
          }
        });
  }

  /** A tuple of the same kind with other arrays, in declaration order. */
  static <A extends ArrayTuple<A>> A like(A tuple, List<INDArray> arrays) {
    Iterator<INDArray> next = arrays.iterator();
    return tuple.map(array -> next.next());
  }
}
