package org.unroll4j.dl4j;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.train.GlobalNorm;

/**
 * Clips the norm of the whole network's gradient before each update, as PyTorch's {@code
 * clip_grad_norm_}. Add it to the listeners of a {@code MultiLayerNetwork} or a {@code
 * ComputationGraph}; Deeplearning4j's own settings clip per layer only.
 *
 * <p>The norm is that of the gradient that the updater sees: Deeplearning4j sums the loss over the
 * examples of a batch and divides the gradient by their number after this listener and before the
 * updater; the threshold accounts for that. What regularisation and weight decay add comes later
 * and is not clipped. Under truncated backpropagation every segment is an update and is clipped.
 */
public final class GlobalNormClipping extends BaseTrainingListener {

  private final double clipNorm;
  private double lastNorm = Double.NaN;

  /**
   * Clipping at a norm.
   *
   * @param clipNorm the largest norm that is let through; infinity only measures
   * @throws IllegalArgumentException if it is not positive
   */
  public GlobalNormClipping(double clipNorm) {
    if (!(clipNorm > 0)) {
      throw new IllegalArgumentException(
          "GlobalNormClipping: clipNorm must be positive, but was " + clipNorm + ".");
    }
    this.clipNorm = clipNorm;
  }

  /** The norm of the last gradient before clipping; NaN before the first one. */
  public double lastNorm() {
    return lastNorm;
  }

  @Override
  public void onGradientCalculation(Model model) {
    INDArray gradient = model.getGradientsViewArray();
    double examples = model.conf().isMiniBatch() ? model.batchSize() : 1;
    lastNorm = GlobalNorm.clip(List.of(gradient), clipNorm * examples) / examples;
  }
}
