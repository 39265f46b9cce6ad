package org.unroll4j.core.cell;

import java.util.List;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Gate blocks as column ranges of a matrix. */
final class Columns {

  private Columns() {}

  /** A view of columns {@code [from·width, to·width)}. */
  static INDArray blocks(INDArray matrix, int from, int to, long width) {
    return matrix.get(NDArrayIndex.all(), NDArrayIndex.interval(from * width, to * width));
  }

  /** A view of the gate's block. */
  static INDArray block(INDArray matrix, Enum<?> gate, long width) {
    return blocks(matrix, gate.ordinal(), gate.ordinal() + 1, width);
  }

  /** The rows of all steps under one another. */
  static <T> INDArray stack(List<T> traces, Function<T, INDArray> array) {
    return Nd4j.concat(0, traces.stream().map(array).toArray(INDArray[]::new));
  }
}
