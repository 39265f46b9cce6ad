package org.unroll4j.dl4j;

import org.deeplearning4j.nn.conf.RNNFormat;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

/**
 * Deeplearning4j's layouts, NCW [N, F, T] and NWC [N, T, F], to and from the time-major [T, N, F]
 * of the engines.
 */
final class TimeLayout {

  private TimeLayout() {}

  /** One contiguous [N, F] block per step; not a copy where the memory already is like that. */
  static INDArray toTimeMajor(INDArray array, RNNFormat format) {
    INDArray view = format == RNNFormat.NWC ? array.permute(1, 0, 2) : array.permute(2, 0, 1);
    boolean contiguous = view.ordering() == 'c' && Shape.hasDefaultStridesForShape(view);
    return contiguous ? view : view.dup('c');
  }

  /** A view of [T, N, F] in the other layout. */
  static INDArray fromTimeMajor(INDArray perStep, RNNFormat format) {
    return format == RNNFormat.NWC ? perStep.permute(1, 0, 2) : perStep.permute(1, 2, 0);
  }
}
