package org.unroll4j.dl4j;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossNegativeLogLikelihood;

/**
 * Softmax and cross-entropy of the rows of a matrix and their gradient, in one pass.
 *
 * <pre>{@code
 * p = softmax(m·(z + b))      loss = −m·Σ y·log(p)      dz = m·(p − y)      [rows, classes]
 * }</pre>
 *
 * <p>y are the labels and m is the row's mask. That is Deeplearning4j's {@code LossMCXENT}, p being
 * kept within {@code softmaxClipEps} of 0 and 1 for the loss, but not for its gradient.
 *
 * @param z before the softmax; overwritten with dz
 * @param labels y, as many
 * @param mask m, one value a row, or null
 * @param classes elements of a row
 * @param clip softmaxClipEps
 */
record SoftmaxCrossEntropy(
    FloatBuffer z, FloatBuffer labels, FloatBuffer mask, int classes, double clip) {

  /** Whether this is the loss and its settings, and arrays of this kind can be computed. */
  static boolean isFor(ILossFunction loss, IActivation activation, INDArray z, INDArray mask) {
    boolean known =
        loss.getClass() == LossMCXENT.class || loss.getClass() == LossNegativeLogLikelihood.class;
    return known
        && ((LossMCXENT) loss).getWeights() == null
        && activation.getClass() == ActivationSoftmax.class
        && (mask == null || mask.length() == z.size(0))
        && z.dataType() == DataType.FLOAT
        && Nd4j.getEnvironment().isCPU()
        && isWithinReach(z);
  }

  private static boolean isWithinReach(INDArray array) {
    return array.offset() + array.length() < Integer.MAX_VALUE / Float.BYTES;
  }

  /**
   * The loss's rows.
   *
   * @param z [rows, classes], row by row
   * @param labels of the same shape, row by row
   * @param mask one value a row, or null
   */
  static SoftmaxCrossEntropy of(ILossFunction loss, INDArray z, INDArray labels, INDArray mask) {
    FloatBuffer factors = mask == null ? null : floats(mask.castTo(DataType.FLOAT).dup('c'));
    double clip = ((LossMCXENT) loss).getSoftmaxClipEps();
    return new SoftmaxCrossEntropy(
        floats(z),
        floats(isWithinReach(labels) ? labels : labels.dup('c')),
        factors,
        (int) z.size(1),
        clip);
  }

  private static FloatBuffer floats(INDArray array) {
    FloatBuffer all = ((FloatPointer) array.data().pointer()).asBuffer();
    return all.slice((int) array.offset(), (int) array.length());
  }

  /**
   * Computes rows.
   *
   * @param bias added to each row before the softmax
   * @param gradBias receives the sum of dz
   * @return the loss of these rows
   */
  double rows(int from, int to, float[] bias, double[] gradBias) {
    float[] rowZ = new float[classes];
    float[] rowY = new float[classes];
    double[] exponentials = new double[classes];
    double loss = 0;
    for (int row = from; row < to; row++) {
      float m = mask == null ? 1 : mask.get(row);
      if (m == 0) {
        Arrays.fill(rowZ, 0);
      } else {
        z.get(row * classes, rowZ);
        labels.get(row * classes, rowY);
        for (int c = 0; c < classes; c++) {
          rowZ[c] = m * (rowZ[c] + bias[c]);
        }
        loss += m * row(rowZ, rowY, exponentials);
        for (int c = 0; c < classes; c++) {
          rowZ[c] *= m;
          gradBias[c] += rowZ[c];
        }
      }
      z.put(row * classes, rowZ);
    }
    return loss;
  }

  /** The loss of a row; dz takes the place of z. */
  private double row(float[] z, float[] y, double[] exponentials) {
    float most = Float.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      most = Math.max(most, z[c]);
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      exponentials[c] = Math.exp(z[c] - most);
      sum += exponentials[c];
    }
    double logSum = Math.log(sum);
    double loss = 0;
    for (int c = 0; c < classes; c++) {
      if (y[c] != 0) {
        double logP = z[c] - most - logSum;
        loss -= y[c] * Math.max(Math.log(clip), Math.min(Math.log1p(-clip), logP));
      }
      z[c] = (float) (exponentials[c] / sum - y[c]);
    }
    return loss;
  }
}
