package org.unroll4j.vector;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An ND4J array in row-major order, read and written in bulk from any thread.
 *
 * @param array the array
 * @param buffer its memory
 */
record Native(INDArray array, FloatBuffer buffer) {

  /** Values that are worth a thread of their own to copy. */
  private static final int CHUNK = 1 << 18;

  /** The array itself if it lies in row-major order, else a copy that does. */
  static Native of(INDArray array) {
    boolean plain = array.ordering() == 'c' && Shape.hasDefaultStridesForShape(array);
    INDArray rowMajor = plain ? array : array.dup('c');
    Buffers.requireArray(4 * array.length());
    FloatPointer pointer = (FloatPointer) rowMajor.data().pointer();
    long from = pointer.position() + rowMajor.offset();
    FloatPointer own = new FloatPointer(pointer);
    return new Native(
        rowMajor, own.position(from).limit(from + array.length()).asByteBuffer().asFloatBuffer());
  }

  /** A new array that holds rubbish. */
  static Native uninitialized(long... shape) {
    return of(Nd4j.createUninitialized(DataType.FLOAT, shape, 'c'));
  }

  /** A new array of zeros. */
  static Native zeros(long... shape) {
    return of(Nd4j.create(DataType.FLOAT, shape, 'c'));
  }

  /** All values to the beginning of an array. */
  void get(float[] values) {
    Threads.split(buffer.limit(), CHUNK, (from, to) -> buffer.get(from, values, from, to - from));
  }

  /** All values from the beginning of an array. */
  Native put(float[] values) {
    Threads.split(buffer.limit(), CHUNK, (from, to) -> buffer.put(from, values, from, to - from));
    return this;
  }

  /** Picked rows, one behind the other. */
  void getRows(Rows picked, float[] values) {
    int columns = picked.stride();
    for (int i = 0; i < picked.count(); ) {
      int run = run(picked, i);
      buffer.get(picked.at(i), values, i * columns, run * columns);
      i += run;
    }
  }

  /**
   * Copies rows of results to picked rows.
   *
   * @param picked where to, in this array
   * @param source as many rows
   */
  void putRows(Rows picked, Rows source) {
    boolean dense = source.stride() == picked.stride();
    int columns = picked.stride();
    for (int i = 0; i < picked.count(); ) {
      int run = dense ? Math.min(run(picked, i), run(source, i)) : 1;
      buffer.put(picked.at(i), source.values(), source.at(i), run * columns);
      i += run;
    }
  }

  /** How many picked rows from {@code i} on are neighbours. */
  private static int run(Rows picked, int i) {
    int run = 1;
    while (i + run < picked.count() && picked.at(i + run) == picked.at(i) + run * picked.stride()) {
      run++;
    }
    return run;
  }
}
