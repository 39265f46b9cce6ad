package org.unroll4j.dl4j;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

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
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = flat.getDouble(count == 1 ? 0 : i * (flat.length() - 1) / (count - 1));
    }
    return new Fingerprint(values);
  }

  boolean matches(INDArray flat) {
    return Arrays.equals(values, of(flat).values);
  }
}
