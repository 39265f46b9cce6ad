package org.unroll4j.dl4j;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A loss with labels of two columns, for any number of outputs.
 *
 * <pre>{@code
 * L = factor·Σ m·w·Σ (zⱼ − (j + 1)·y)²        labels (y, w)
 * }</pre>
 */
public final class WeightedSquares implements OwnLabels {

  private static final long serialVersionUID = 1L;

  private final double factor;

  /** A loss that is multiplied by a factor. */
  public WeightedSquares(@JsonProperty("factor") double factor) {
    this.factor = factor;
  }

  /** What the loss is multiplied by. */
  public double getFactor() {
    return factor;
  }

  @Override
  public int labelColumns() {
    return 2;
  }

  private INDArray errors(INDArray labels, INDArray z) {
    INDArray errors = z.dup();
    for (int j = 0; j < z.size(1); j++) {
      errors.getColumn(j).subi(labels.getColumn(0).mul(j + 1));
    }
    return errors;
  }

  private INDArray weights(INDArray labels, INDArray mask) {
    INDArray weights = labels.getColumn(1).mul(factor);
    return mask == null ? weights : weights.mul(mask.reshape(mask.length()));
  }

  @Override
  public double computeScore(
      INDArray labels, INDArray z, IActivation activation, INDArray mask, boolean average) {
    return computeScoreArray(labels, z, activation, mask).sumNumber().doubleValue();
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray z, IActivation activation, INDArray mask) {
    INDArray squares = errors(labels, z);
    return squares.muli(squares).sum(1).muli(weights(labels, mask)).reshape(z.size(0), 1);
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray z, IActivation activation, INDArray mask) {
    return errors(labels, z).muli(2).muliColumnVector(weights(labels, mask).reshape(-1, 1));
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels, INDArray z, IActivation activation, INDArray mask, boolean average) {
    return Pair.of(
        computeScore(labels, z, activation, mask, average),
        computeGradient(labels, z, activation, mask));
  }

  @Override
  public String name() {
    return "WeightedSquares";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WeightedSquares that && that.factor == factor;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(factor);
  }
}
