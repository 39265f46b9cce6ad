package org.unroll4j.dl4j;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.LongToDoubleFunction;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Some values of a flat vector, at equal distances from the first to the last; all of them if it is
 * short. Any change of one of these values, however small, is noticed; a change elsewhere is not.
 *
 * @param values the values
 */
record Fingerprint(double[] values) {

  private static final int MOST = 256;

  static Fingerprint of(INDArray flat) {
    int count = (int) Math.min(MOST, flat.length());
    long last = flat.length() - 1;
    LongToDoubleFunction reader = reader(flat);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = reader.applyAsDouble(count == 1 ? 0 : i * last / (count - 1));
    }
    return new Fingerprint(values);
  }

  /** Straight from the memory where that is possible, which takes a tenth of the time. */
  private static LongToDoubleFunction reader(INDArray flat) {
    boolean dense = flat.rank() < 3 && flat.stride(flat.rank() - 1) == 1;
    long offset = flat.offset();
    if (dense && Nd4j.getEnvironment().isCPU() && offset + flat.length() < Integer.MAX_VALUE / 8) {
      if (flat.data().pointer() instanceof FloatPointer floats) {
        FloatBuffer buffer = floats.asBuffer();
        return i -> buffer.get((int) (offset + i));
      }
    }
    return flat::getDouble;
  }

  boolean matches(INDArray flat) {
    return Arrays.equals(values, of(flat).values);
  }
}
