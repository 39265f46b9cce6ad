package org.unroll4j.validation.register.program;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A third in DOUBLE plus a zero in FLOAT. */
public final class MixedTypes implements Program {

  @Override
  public Numbers run() {
    double third = 1.0 / 3;
    INDArray a = Nd4j.createFromArray(third, third);
    INDArray b = Nd4j.createFromArray(0f, 0f);
    return new Numbers(b.add(a).getDouble(0), b.castTo(DataType.DOUBLE).add(a).getDouble(0), third);
  }
}
