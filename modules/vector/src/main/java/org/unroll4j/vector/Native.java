package org.unroll4j.vector;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An ND4J array in row-major order, read and written in bulk from any thread.
 *
 * @param array the array
 * @param buffer its memory
 */
record Native(INDArray array, FloatBuffer buffer) {

  /** Values that are worth a thread of their own to copy. */
  static final int CHUNK = 1 << 16;

  /** The array itself if it lies in row-major order, else a copy that does. */
  static Native of(INDArray array) {
    INDArray rowMajor = isRowMajor(array) ? array : array.dup('c');
    Buffers.requireArray(4 * array.length());
    FloatPointer pointer = (FloatPointer) rowMajor.data().pointer();
    long from = pointer.position() + rowMajor.offset();
    FloatPointer own = new FloatPointer(pointer);
    return new Native(
        rowMajor, own.position(from).limit(from + array.length()).asByteBuffer().asFloatBuffer());
  }

  /** Strides of dimensions of one element do not matter; ND4J sets them to this or that. */
  private static boolean isRowMajor(INDArray array) {
    long[] shape = array.shape();
    long[] strides = array.stride();
    long expected = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      if (shape[i] != 1 && strides[i] != expected) {
        return false;
      }
      expected *= shape[i];
    }
    return true;
  }

  /**
   * A new array that holds rubbish.
   *
   * <p>Made as one with paddings of zero: of ND4J's ways to make an array, this one takes the
   * native description of the shape from a cache, and the others spend most of their time on it. It
   * forgets the columns of a single row in 'c' order; in 'f' order such a row lies the same.
   */
  static Native uninitialized(long... shape) {
    char order = shape.length == 2 && shape[0] == 1 ? 'f' : 'c';
    long[] none = new long[shape.length];
    MemoryWorkspace workspace = Nd4j.getMemoryManager().getCurrentWorkspace();
    return of(Nd4j.factory().create(DataType.FLOAT, shape, none, none, order, workspace));
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
