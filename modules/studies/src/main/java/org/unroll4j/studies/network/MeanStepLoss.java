package org.unroll4j.studies.network;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Binary cross entropy, summed over the labelled steps of a batch and divided by how many labelled
 * steps a batch has on average.
 *
 * <pre>{@code
 * L = Σ m·(softplus(z) − y·z) / S        dL/dz = m·(σ(z) − y) / S
 * }</pre>
 *
 * <p>z is the value before the sigmoid, y the label, m one for labelled steps and zero for others.
 * Over an epoch this is the mean per labelled step, so neither learning rate nor clipping threshold
 * depends on how long sequences are, as they do with Deeplearning4j's losses, which are divided by
 * the number of sequences. S is not the batch's own count: batches hold sequences of similar
 * length, so a step of a short sequence would weigh more than one of a long sequence, and because
 * length tells how a sequence ends, the probabilities would be biased.
 *
 * <p>Use it in a network with {@code miniBatch(false)}: nothing else is to be divided.
 */
public final class MeanStepLoss implements StepLoss {

  private static final long serialVersionUID = 1L;

  private final double stepsPerBatch;

  /**
   * A loss for batches of some size.
   *
   * @param stepsPerBatch S, the mean number of labelled steps per batch
   * @throws IllegalArgumentException if it is not positive
   */
  public MeanStepLoss(@JsonProperty("stepsPerBatch") double stepsPerBatch) {
    if (!(stepsPerBatch > 0)) {
      throw new IllegalArgumentException(
          "MeanStepLoss: stepsPerBatch must be positive, but was %s.".formatted(stepsPerBatch));
    }
    this.stepsPerBatch = stepsPerBatch;
  }

  @Override
  public double getStepsPerBatch() {
    return stepsPerBatch;
  }

  @Override
  public double computeScore(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
    return perStep(labels, preOutput, activation, mask).sumNumber().doubleValue() / stepsPerBatch;
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    return perStep(labels, preOutput, activation, mask).divi(stepsPerBatch);
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    requireSigmoid(activation);
    INDArray gradient = Transforms.sigmoid(preOutput, true).subi(labels);
    return masked(gradient, mask).divi(stepsPerBatch);
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
    return new Pair<>(
        computeScore(labels, preOutput, activation, mask, average),
        computeGradient(labels, preOutput, activation, mask));
  }

  private static INDArray perStep(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    requireSigmoid(activation);
    // softplus(z) = max(z, 0) + log(1 + exp(−|z|)) does not overflow.
    INDArray z = preOutput;
    INDArray softplus =
        Transforms.log(Transforms.exp(Transforms.abs(z, true).negi(), false).addi(1), false)
            .addi(Transforms.max(z, 0, true));
    return masked(softplus.subi(labels.mul(z)), mask);
  }

  private static INDArray masked(INDArray perStep, INDArray mask) {
    return mask == null ? perStep : perStep.muliColumnVector(mask.castTo(perStep.dataType()));
  }

  private static void requireSigmoid(IActivation activation) {
    if (!(activation instanceof ActivationSigmoid)) {
      throw new IllegalArgumentException(
          "MeanStepLoss needs the activation sigmoid, but the layer has %s.".formatted(activation));
    }
  }

  @Override
  public String name() {
    return "MeanStepLoss";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MeanStepLoss that && that.stepsPerBatch == stepsPerBatch;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(stepsPerBatch);
  }
}
