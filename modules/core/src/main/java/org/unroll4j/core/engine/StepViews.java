package org.unroll4j.core.engine;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Views of some steps of a time-major array. ND4J's own {@code slice} and {@code get} return an
 * empty array where they are asked for a view of a view that does not begin at the beginning and
 * the step lies further from it than the view is long.
 */
public final class StepViews {

  private StepViews() {}

  /** Step {@code t} of [T, N, K], [N, K]. */
  public static INDArray step(INDArray perStep, int t) {
    long[] strides = perStep.stride();
    return Nd4j.create(
        perStep.data(),
        new long[] {perStep.size(1), perStep.size(2)},
        new long[] {strides[1], strides[2]},
        perStep.offset() + t * strides[0],
        perStep.ordering());
  }

  /** The steps {@code [from, to)} of [T, N, K], [to − from, N, K]. */
  public static INDArray steps(INDArray perStep, int from, int to) {
    long[] shape = {to - from, perStep.size(1), perStep.size(2)};
    long[] strides = perStep.stride();
    long offset = perStep.offset() + from * strides[0];
    return Nd4j.create(perStep.data(), shape, strides, offset, perStep.ordering());
  }
}
