package org.unroll4j.dl4j;

import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Deeplearning4j's layouts, NCW [N, F, T] and NWC [N, T, F], to and from the time-major [T, N, F]
 * of the engines.
 */
final class TimeLayout {

  private TimeLayout() {}

  /** One contiguous [N, F] block per step; not a copy where the memory already is like that. */
  static INDArray toTimeMajor(INDArray array, RNNFormat format) {
    INDArray view = timeMajorView(array, format);
    if (isDense(view)) {
      long[] strides = {view.size(1) * view.size(2), view.size(2), 1};
      return Nd4j.create(view.data(), view.shape(), strides, view.offset(), 'c');
    }
    INDArray copy = Nd4j.createUninitialized(view.dataType(), view.shape(), 'c');
    StridedCopy.copy(view, copy);
    return copy;
  }

  /** Whether step after step lies in memory as one contiguous [N, F] block. */
  static boolean isTimeMajor(INDArray array, RNNFormat format) {
    return isDense(timeMajorView(array, format));
  }

  private static INDArray timeMajorView(INDArray array, RNNFormat format) {
    return format == RNNFormat.NWC ? array.permute(1, 0, 2) : array.permute(2, 0, 1);
  }

  /** Whether the elements follow one another in row-major order; axes of size 1 do not count. */
  private static boolean isDense(INDArray array) {
    long expected = 1;
    for (int axis = array.rank() - 1; axis >= 0; axis--) {
      if (array.size(axis) > 1 && array.stride(axis) != expected) {
        return false;
      }
      expected *= array.size(axis);
    }
    return true;
  }

  /** A view of [T, N, F] in the other layout. */
  static INDArray fromTimeMajor(INDArray perStep, RNNFormat format) {
    return format == RNNFormat.NWC ? perStep.permute(1, 0, 2) : perStep.permute(1, 2, 0);
  }

  /**
   * A copy of [T, N, H] in the other layout, for the layer above. In memory the sequences lie
   * innermost, then the steps, then the units: {@code RnnOutputLayer} makes matrices [N·T, H] in
   * Fortran's order of its input, several times per update, and need not reorder anything then. A
   * single step is copied as it is.
   */
  static INDArray activations(INDArray perStep, RNNFormat format, LayerWorkspaceMgr workspaceMgr) {
    if (perStep.size(0) == 1) {
      return fromTimeMajor(workspaceMgr.dup(ArrayType.ACTIVATIONS, perStep, 'c'), format);
    }
    INDArray bySequence = perStep.permute(1, 0, 2);
    INDArray copy =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS, perStep.dataType(), bySequence.shape(), 'f');
    StridedCopy.copy(bySequence, copy);
    return format == RNNFormat.NWC ? copy : copy.permute(0, 2, 1);
  }
}
