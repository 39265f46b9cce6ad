package org.unroll4j.dl4j;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.layers.recurrent.RnnOutputLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An output layer whose gradient reaches the layer below in the memory in which it was computed.
 *
 * <p>Deeplearning4j computes it as a matrix [T·N, H], row by row, which is [T, N, H] already. Then
 * it copies the matrix into Fortran's order, only because it says that it is not in that order, to
 * make [N, H, T] of it; but a view with strides does as well.
 */
final class OutputPerStep extends RnnOutputLayer {

  private static final long serialVersionUID = 1L;

  OutputPerStep(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  /** The last thing that is done to the gradient before it would be reordered. */
  @Override
  protected INDArray backpropDropOutIfPresent(INDArray epsilon) {
    INDArray below = super.backpropDropOutIfPresent(epsilon);
    return below.rank() == 2 ? saidToBeInFortransOrder(below) : below;
  }

  private static INDArray saidToBeInFortransOrder(INDArray matrix) {
    long[] strides = {matrix.stride(0), matrix.stride(1)};
    return Nd4j.create(matrix.data(), matrix.shape(), strides, matrix.offset(), 'f');
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
