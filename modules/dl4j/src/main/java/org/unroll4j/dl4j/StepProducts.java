package org.unroll4j.dl4j;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The matrix products of an output layer, block by block of their rows.
 *
 * <pre>{@code
 * z  = x·W         [rows, out]
 * dW = xᵀ·dz       [H, out]
 * dx = dz·Wᵀ       [rows, H]
 * }</pre>
 *
 * @param weights W, [H, out]
 * @param gradWeights receives dW
 * @param x row by row, [rows, H]
 * @param gradX receives dx, row by row
 */
record StepProducts(INDArray weights, INDArray gradWeights, INDArray x, INDArray gradX) {

  void forward(INDArray z) {
    Lanes.each(x.size(0), (lane, from, to) -> forward(z, from, to));
  }

  void backward(INDArray dz) {
    INDArray rowMajor = dz.ordering() == 'c' && dz.stride(1) == 1 ? dz : dz.dup('c');
    INDArray[] sums = sums();
    Lanes.each(x.size(0), (lane, from, to) -> backward(rowMajor, sums[lane], from, to));
    add(sums);
  }

  /**
   * Everything for one block after the other, while the block is in the cache.
   *
   * @param z receives dz
   * @param loss over the rows of z
   * @param bias b, [out], or null
   * @param gradBias receives db, or null
   * @return the loss
   */
  double forwardAndBack(INDArray z, SoftmaxCrossEntropy loss, INDArray bias, INDArray gradBias) {
    int outputs = loss.classes();
    float[] b = bias == null ? new float[outputs] : bias.toFloatVector();
    INDArray[] sums = sums();
    double[] losses = new double[sums.length];
    double[][] biasSums = new double[sums.length][outputs];
    Lanes.each(
        x.size(0),
        (lane, from, to) -> {
          forward(z, from, to);
          losses[lane] += loss.rows((int) from, (int) to, b, biasSums[lane]);
          backward(z, sums[lane], from, to);
        });
    add(sums);
    if (gradBias != null) {
      for (int c = 0; c < outputs; c++) {
        int column = c;
        gradBias.putScalar(c, Arrays.stream(biasSums).mapToDouble(s -> s[column]).sum());
      }
    }
    return DoubleStream.of(losses).sum();
  }

  private void forward(INDArray z, long from, long to) {
    INDArray xT = rows(x, from, to).transpose();
    Nd4j.gemm(weights, xT, rows(z, from, to).transpose(), true, false, 1, 0);
  }

  private void backward(INDArray dz, INDArray sum, long from, long to) {
    INDArray dzRows = rows(dz, from, to);
    double keep = Lanes.isFirst(from) ? 0 : 1;
    Nd4j.gemm(rows(x, from, to), dzRows, sum, true, false, 1, keep);
    INDArray dxT = rows(gradX, from, to).transpose();
    Nd4j.gemm(weights, dzRows.transpose(), dxT, false, false, 1, 0);
  }

  /** Where each lane adds up its dW; the first one in the place of the result. */
  private INDArray[] sums() {
    INDArray[] sums = new INDArray[Lanes.count(x.size(0))];
    sums[0] = gradWeights;
    for (int lane = 1; lane < sums.length; lane++) {
      sums[lane] = Nd4j.createUninitialized(weights.dataType(), gradWeights.shape(), 'f');
    }
    return sums;
  }

  private static void add(INDArray[] sums) {
    for (int lane = 1; lane < sums.length; lane++) {
      sums[0].addi(sums[lane]);
    }
  }

  private static INDArray rows(INDArray matrix, long from, long to) {
    long columns = matrix.size(1);
    long[] shape = {to - from, columns};
    long[] strides = {columns, 1};
    return Nd4j.create(matrix.data(), shape, strides, matrix.offset() + from * columns, 'c');
  }
}
