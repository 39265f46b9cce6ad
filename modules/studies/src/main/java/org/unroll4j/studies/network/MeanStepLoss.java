package org.unroll4j.studies.network;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Binary cross entropy, averaged over the labelled steps of a batch.
 *
 * <pre>{@code
 * L = Σ m·(softplus(z) − y·z) / Σ m        dL/dz = m·(σ(z) − y) / Σ m
 * }</pre>
 *
 * <p>z is the value before the sigmoid, y the label, m one for labelled steps and zero for others.
 * Deeplearning4j's own losses sum over steps and divide by the number of sequences, so that
 * learning rate and clipping threshold would depend on how long sequences are. Use it in a network
 * with {@code miniBatch(false)}: the mean is already taken here. A batch without labels has loss 0.
 */
public final class MeanStepLoss implements ILossFunction {

  private static final long serialVersionUID = 1L;

  @Override
  public double computeScore(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
    return perStep(labels, preOutput, activation, mask).sumNumber().doubleValue()
        / weight(labels, mask);
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    return perStep(labels, preOutput, activation, mask).divi(weight(labels, mask));
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    requireSigmoid(activation);
    INDArray gradient = Transforms.sigmoid(preOutput, true).subi(labels);
    return masked(gradient, mask).divi(weight(labels, mask));
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

  private static double weight(INDArray labels, INDArray mask) {
    double weight = mask == null ? labels.length() : mask.sumNumber().doubleValue();
    return weight == 0 ? 1 : weight;
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
    return other instanceof MeanStepLoss;
  }

  @Override
  public int hashCode() {
    return MeanStepLoss.class.hashCode();
  }
}
