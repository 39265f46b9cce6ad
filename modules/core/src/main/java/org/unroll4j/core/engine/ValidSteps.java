package org.unroll4j.core.engine;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.Shapes;

/**
 * Which steps of a padded batch exist. A step that is not valid is skipped: the state is carried
 * over it, its output and its gradients are zero, and whatever its input holds is not looked at.
 *
 * <p>Any pattern is allowed; lengths (padding on the right) are the common case.
 */
public final class ValidSteps {

  private final boolean[][] valid;
  private final int batchSize;

  private ValidSteps(boolean[][] valid, int batchSize) {
    this.valid = valid;
    this.batchSize = batchSize;
  }

  /** Every step of every sequence. */
  public static ValidSteps all(int steps, int batchSize) {
    boolean[][] valid = new boolean[steps][batchSize];
    for (boolean[] step : valid) {
      Arrays.fill(step, true);
    }
    return new ValidSteps(valid, batchSize);
  }

  /**
   * The first {@code lengths[n]} steps of sequence n.
   *
   * @throws IllegalArgumentException if a length is negative or more than {@code steps}
   */
  public static ValidSteps ofLengths(int steps, int... lengths) {
    boolean[][] valid = new boolean[steps][lengths.length];
    for (int n = 0; n < lengths.length; n++) {
      if (lengths[n] < 0 || lengths[n] > steps) {
        throw new IllegalArgumentException(
            "ValidSteps.ofLengths: lengths[%d] must lie in 0..%d (the number of steps), but was %d."
                .formatted(n, steps, lengths[n]));
      }
      for (int t = 0; t < lengths[n]; t++) {
        valid[t][n] = true;
      }
    }
    return new ValidSteps(valid, lengths.length);
  }

  /**
   * The steps where a mask is not zero.
   *
   * @param mask [T, N], of any type
   */
  public static ValidSteps ofMask(INDArray mask) {
    Shapes.require("ValidSteps.ofMask: mask", mask, "[T, N]", -1, -1);
    double[] values = mask.castTo(DataType.DOUBLE).dup('c').data().asDouble();
    int batchSize = (int) mask.size(1);
    boolean[][] valid = new boolean[(int) mask.size(0)][batchSize];
    for (int t = 0; t < valid.length; t++) {
      for (int n = 0; n < batchSize; n++) {
        valid[t][n] = values[t * batchSize + n] != 0;
      }
    }
    return new ValidSteps(valid, batchSize);
  }

  /** Number of steps T. */
  public int steps() {
    return valid.length;
  }

  /** Number of sequences N. */
  public int batchSize() {
    return batchSize;
  }

  /** Whether step {@code t} of sequence {@code n} exists. */
  public boolean isValid(int t, int n) {
    return valid[t][n];
  }

  /** Whether step {@code t} exists in every sequence. */
  public boolean isComplete(int t) {
    for (boolean v : valid[t]) {
      if (!v) {
        return false;
      }
    }
    return true;
  }

  /** Whether every step exists. */
  public boolean isComplete() {
    for (int t = 0; t < steps(); t++) {
      if (!isComplete(t)) {
        return false;
      }
    }
    return true;
  }

  /** Number of valid steps over all sequences. */
  public long count() {
    long count = 0;
    for (boolean[] step : valid) {
      for (boolean v : step) {
        count += v ? 1 : 0;
      }
    }
    return count;
  }

  /** The steps {@code [from, to)} of all sequences. */
  public ValidSteps slice(int from, int to) {
    return new ValidSteps(Arrays.copyOfRange(valid, from, to), batchSize);
  }

  /** One for valid steps and zero for the others. [T, N] */
  public INDArray mask(DataType type) {
    double[][] mask = new double[steps()][batchSize];
    for (int t = 0; t < steps(); t++) {
      for (int n = 0; n < batchSize; n++) {
        mask[t][n] = valid[t][n] ? 1 : 0;
      }
    }
    return Nd4j.createFromArray(mask).castTo(type);
  }
}
