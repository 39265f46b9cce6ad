package org.unroll4j.data.batch;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J arrays of numbers on the heap, copied in one piece; ND4J copies them one at a time. */
public final class FloatArrays {

  private FloatArrays() {}

  /**
   * An array in row-major order.
   *
   * @param values as many as the shape has places, at least one
   * @return FLOAT, of that shape
   * @throws IllegalArgumentException if their number is another
   */
  public static INDArray of(float[] values, long... shape) {
    long length = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (length != values.length) {
      throw new IllegalArgumentException(
          "FloatArrays.of: expected %d values, but received %d.".formatted(length, values.length));
    }
    if (!Nd4j.getEnvironment().isCPU()) {
      return Nd4j.createFromArray(values).reshape('c', shape);
    }
    INDArray array = Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
    array.data().asNioFloat().put(values);
    return array;
  }
}
