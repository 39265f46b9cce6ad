package org.unroll4j.studies.demand.head;

import java.util.Arrays;
import java.util.Objects;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.unroll4j.dl4j.OwnLabels;
import org.unroll4j.studies.network.StepLoss;

/**
 * The loss of a {@link Head} in a network with {@code miniBatch(false)}: summed over the labelled
 * steps of a batch and divided by how many a batch has on average.
 *
 * <pre>{@code
 * L = Σ m·w·loss(z, y)/S        w = 1, or scale/mean scale
 * }</pre>
 *
 * <p>Outputs [T·N, P] with the identity for an activation, labels [T·N, 3]: the value y, the scale
 * of the series, 1 where the product was sold out. Steps whose mask m is zero are not looked at.
 */
public final class HeadLoss implements StepLoss, OwnLabels {

  /** Columns of the labels: value, scale, stock-out. */
  public static final int LABELS = 3;

  private static final long serialVersionUID = 1L;

  private final transient HeadConfig head;
  private final double unit;
  private final double meanScale;
  private final double stepsPerBatch;
  private final transient Head outputs;

  /**
   * The loss of a head.
   *
   * @param head what the outputs mean
   * @param unit of which all values are multiples, or 0
   * @param meanScale the mean scale over the labelled steps of training, so that weights by volume
   *     are one on average
   * @param stepsPerBatch S, the mean number of labelled steps per batch
   * @throws IllegalArgumentException if a number is not positive (the unit: negative)
   */
  public HeadLoss(
      @JsonProperty("head") HeadConfig head,
      @JsonProperty("unit") double unit,
      @JsonProperty("meanScale") double meanScale,
      @JsonProperty("stepsPerBatch") double stepsPerBatch) {
    if (!(meanScale > 0 && stepsPerBatch > 0 && unit >= 0)) {
      throw new IllegalArgumentException(
          ("HeadLoss: meanScale and stepsPerBatch must be positive and unit not negative, but they"
                  + " were %s, %s and %s.")
              .formatted(meanScale, stepsPerBatch, unit));
    }
    this.head = head;
    this.unit = unit;
    this.meanScale = meanScale;
    this.stepsPerBatch = stepsPerBatch;
    this.outputs = Heads.of(head, unit);
  }

  /** What the outputs mean. */
  public HeadConfig getHead() {
    return head;
  }

  /** Of which all values are multiples, or 0. */
  public double getUnit() {
    return unit;
  }

  /** The scale whose steps have the weight one. */
  public double getMeanScale() {
    return meanScale;
  }

  @Override
  public double getStepsPerBatch() {
    return stepsPerBatch;
  }

  /** The head that {@link #getHead} describes. */
  public Head head() {
    return outputs == null ? Heads.of(head, unit) : outputs;
  }

  @Override
  public int labelColumns() {
    return LABELS;
  }

  @Override
  public double computeScore(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
    return rows(labels, preOutput, activation, mask).sum();
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    double[] losses = rows(labels, preOutput, activation, mask).losses();
    return Nd4j.createFromArray(losses).castTo(preOutput.dataType()).reshape('c', losses.length, 1);
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    return computeGradientAndScore(labels, preOutput, activation, mask, false).getSecond();
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
    HeadRows rows = rows(labels, preOutput, activation, mask);
    INDArray gradient =
        Nd4j.createFromArray(rows.gradients())
            .castTo(preOutput.dataType())
            .reshape('c', preOutput.shape());
    return new Pair<>(rows.sum(), gradient);
  }

  private HeadRows rows(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    if (!(activation instanceof ActivationIdentity)) {
      throw new IllegalArgumentException(
          "HeadLoss needs the activation identity, but the layer has %s.".formatted(activation));
    }
    int columns = head().outputs();
    long n = preOutput.size(0);
    if (preOutput.size(1) != columns || labels.size(0) != n || labels.size(1) != LABELS) {
      throw new IllegalArgumentException(
          "HeadLoss: expected outputs [n, %d] and labels [n, %d], but received %s and %s."
              .formatted(
                  columns,
                  LABELS,
                  Arrays.toString(preOutput.shape()),
                  Arrays.toString(labels.shape())));
    }
    double[] m = mask == null ? null : numbers(mask);
    return HeadRows.of(this, numbers(preOutput), numbers(labels), m);
  }

  /** What a step counts. */
  double weight(double scale) {
    return head.weight(scale, meanScale) / stepsPerBatch;
  }

  private static double[] numbers(INDArray array) {
    return array.dup('c').data().asDouble();
  }

  @Override
  public String name() {
    return "HeadLoss";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HeadLoss that
        && that.head.equals(head)
        && that.unit == unit
        && that.meanScale == meanScale
        && that.stepsPerBatch == stepsPerBatch;
  }

  @Override
  public int hashCode() {
    return Objects.hash(head, unit, meanScale, stepsPerBatch);
  }
}
