package org.unroll4j.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Features masks for three sequences of five steps. */
enum Padding {
  NONE(null),
  RIGHT(new double[][] {{1, 1, 1, 1, 1}, {1, 1, 0, 0, 0}, {1, 1, 1, 1, 0}}),
  LEFT(new double[][] {{0, 0, 0, 1, 1}, {1, 1, 1, 1, 1}, {0, 1, 1, 1, 1}}),
  GAPS(new double[][] {{1, 0, 1, 1, 0}, {0, 1, 0, 1, 1}, {1, 1, 1, 1, 1}});

  static final int BATCH = 3;
  static final int STEPS = 5;

  private final double[][] valid;

  Padding(double[][] valid) {
    this.valid = valid;
  }

  /** [N, T], or null. */
  INDArray mask() {
    return valid == null ? null : Nd4j.createFromArray(valid);
  }
}
