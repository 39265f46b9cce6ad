package org.unroll4j.core.init;

import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Qr;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Random arrays from a Java generator, so that a seed gives the same numbers on every backend. */
final class Draws {

  private Draws() {}

  /** An array like {@code shape} from U(−bound, bound), filled in row-major order. */
  static INDArray uniform(INDArray shape, double bound, RandomGenerator random) {
    double[] values = random.doubles(shape.length(), -bound, bound).toArray();
    return Nd4j.createFromArray(values).castTo(shape.dataType()).reshape('c', shape.shape());
  }

  /** The first rows of an orthogonal matrix, so that rows·rowsᵀ = 1; of one, if rows > columns. */
  static INDArray orthogonal(long rows, long columns, DataType type, RandomGenerator random) {
    return orthogonal(Math.max(rows, columns), type, random)
        .get(NDArrayIndex.interval(0, rows), NDArrayIndex.interval(0, columns));
  }

  /**
   * A matrix from the uniform distribution over orthogonal matrices: Q of the QR decomposition of a
   * Gaussian matrix, with the signs that make R's diagonal positive (F. Mezzadri, Notices of the
   * AMS 54 (2007), section 5).
   */
  private static INDArray orthogonal(long size, DataType type, RandomGenerator random) {
    double[] gaussian = new double[Math.toIntExact(size * size)];
    for (int i = 0; i < gaussian.length; i++) {
      gaussian[i] = random.nextGaussian();
    }
    INDArray matrix = Nd4j.createFromArray(gaussian).reshape('c', size, size);
    INDArray[] qr = Nd4j.exec(new Qr(matrix, true));
    INDArray signs = Nd4j.createUninitialized(DataType.DOUBLE, size);
    for (long i = 0; i < size; i++) {
      signs.putScalar(i, qr[1].getDouble(i, i) < 0 ? -1 : 1);
    }
    return qr[0].mulRowVector(signs).castTo(type);
  }
}
