package org.unroll4j.core.train;

import java.util.Collection;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The Euclidean norm over a whole set of gradients, and its clipping.
 *
 * <p>Source: R. Pascanu, T. Mikolov, Y. Bengio, On the difficulty of training recurrent neural
 * networks, ICML 2013, algorithm 1; the same rule as PyTorch's {@code clip_grad_norm_}.
 */
public final class GlobalNorm {

  private GlobalNorm() {}

  /** {@code √(Σ g²)} over all elements of all arrays. */
  public static double norm(Collection<INDArray> gradients) {
    double sumOfSquares = 0;
    for (INDArray gradient : gradients) {
      double norm = gradient.norm2Number().doubleValue();
      sumOfSquares += norm * norm;
    }
    return Math.sqrt(sumOfSquares);
  }

  /**
   * Scales all arrays in place by the same factor, so that their global norm is at most {@code
   * maxNorm}. Gradients that contain NaN are left as they are.
   *
   * @return the norm before clipping
   * @throws IllegalArgumentException if {@code maxNorm} is not positive
   */
  public static double clip(Collection<INDArray> gradients, double maxNorm) {
    if (!(maxNorm > 0)) {
      throw new IllegalArgumentException(
          "GlobalNorm.clip: maxNorm must be positive, but was " + maxNorm + ".");
    }
    double norm = norm(gradients);
    if (norm > maxNorm) {
      double factor = maxNorm / norm;
      gradients.forEach(gradient -> gradient.muli(factor));
    }
    return norm;
  }
}
