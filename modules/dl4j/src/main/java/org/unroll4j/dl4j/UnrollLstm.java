package org.unroll4j.dl4j;

import java.util.Objects;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.unroll4j.core.cell.LstmGate;

/**
 * An LSTM layer for Deeplearning4j networks: {@code new UnrollLstm.Builder()} stands where {@code
 * new LSTM.Builder()} stood, and with {@link Builder#peepholes} where {@code new
 * GravesLSTM.Builder()} stood. The equations are those of {@link org.unroll4j.core.cell.LstmCell},
 * {@link org.unroll4j.core.cell.PeepholeLstmCell} and {@link
 * org.unroll4j.core.cell.ProjectedLstmCell}.
 *
 * <p>Parameters: W [F, 4H], RW [H, 4H], b [4H], blocks in the order of {@link LstmGate}: i, f, g,
 * o. Deeplearning4j's LSTM has them in another order; {@link Dl4jWeights} converts. Peepholes: P
 * [3H], in the order i, f, o. With a projection to nOut outputs: RW [nOut, 4H], WR [H, nOut].
 */
public final class UnrollLstm extends UnrollLayer {

  private static final long serialVersionUID = 1L;

  private double forgetGateBiasInit = 1;
  private boolean peepholes;
  private int projectedFrom;

  private UnrollLstm() {}

  private UnrollLstm(Builder builder) {
    super(builder);
    this.forgetGateBiasInit = builder.forgetGateBiasInit;
    this.peepholes = builder.peepholes;
    this.projectedFrom = builder.projectedFrom;
    if (peepholes && projectedFrom > 0) {
      throw new IllegalArgumentException(
          "%s: there is no LSTM with both peepholes() and projectedFrom(%d); leave one of them out."
              .formatted(displayName(), projectedFrom));
    }
    this.activationFn = Activations.only(this, activationFn, new ActivationTanH());
    addConstraints(builder);
  }

  /** What the forget gate's biases start with. */
  public double getForgetGateBiasInit() {
    return forgetGateBiasInit;
  }

  /** Sets what the forget gate's biases start with. */
  public void setForgetGateBiasInit(double forgetGateBiasInit) {
    this.forgetGateBiasInit = forgetGateBiasInit;
  }

  /** Whether the gates look at the cell state. */
  public boolean isPeepholes() {
    return peepholes;
  }

  /** Sets whether the gates look at the cell state. */
  public void setPeepholes(boolean peepholes) {
    this.peepholes = peepholes;
  }

  /** The number of units that are projected to nOut outputs, or 0 without a projection. */
  public int getProjectedFrom() {
    return projectedFrom;
  }

  /** Sets {@link Builder#projectedFrom}; 0 for none. */
  public void setProjectedFrom(int units) {
    this.projectedFrom = requireUnits(units);
  }

  private static int requireUnits(int units) {
    if (units < 0) {
      throw new IllegalArgumentException(
          "UnrollLstm: projectedFrom is the number of units and must be at least 1, or 0 for no"
              + " projection, but was %d.".formatted(units));
    }
    return units;
  }

  @Override
  CellBinding<?, ?> singleBias() {
    if (projectedFrom > 0) {
      return new ProjectedLstmBinding(projectedFrom, Math.toIntExact(nOut));
    }
    return peepholes ? new PeepholeLstmBinding() : new LstmBinding();
  }

  @Override
  void initialiseBias(INDArray bias) {
    super.initialiseBias(bias);
    long units = bias.length() / LstmGate.values().length;
    long forget = LstmGate.FORGET.ordinal();
    bias.get(NDArrayIndex.interval(forget * units, (forget + 1) * units))
        .assign(forgetGateBiasInit);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnrollLstm lstm
        && super.equals(other)
        && Double.compare(forgetGateBiasInit, lstm.forgetGateBiasInit) == 0
        && peepholes == lstm.peepholes
        && projectedFrom == lstm.projectedFrom;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), forgetGateBiasInit, peepholes, projectedFrom);
  }

  /** Settings of an LSTM layer. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends UnrollLayer.Builder<Builder> {

    private double forgetGateBiasInit = 1;
    private boolean peepholes;
    private int projectedFrom;

    /** Lets the gates look at the cell state, as in {@code GravesLSTM}; they start at zero. */
    public Builder peepholes() {
      this.peepholes = true;
      return this;
    }

    /**
     * Projects the units to nOut outputs, which are what the next step reads as well. nOut stays
     * what the next layer gets; PyTorch's {@code nn.LSTM(hidden_size=H, proj_size=P)} is {@code
     * projectedFrom(H).nOut(P)}.
     *
     * @param units the number of units H, or 0 (default) for no projection
     * @throws IllegalArgumentException if negative
     */
    public Builder projectedFrom(int units) {
      this.projectedFrom = requireUnits(units);
      return this;
    }

    /** What the forget gate's biases start with; 1 by default, as in Deeplearning4j. */
    public Builder forgetGateBiasInit(double value) {
      this.forgetGateBiasInit = value;
      return this;
    }

    /**
     * Accepts the sigmoid, which is the only one there is.
     *
     * @throws IllegalArgumentException for any other function
     */
    public Builder gateActivationFunction(IActivation function) {
      if (!(function instanceof ActivationSigmoid)) {
        throw new IllegalArgumentException(
            "UnrollLstm: gateActivationFunction must be sigmoid, but was %s; use Deeplearning4j's"
                    .formatted(function)
                + " LSTM for other gate functions.");
      }
      return this;
    }

    /** As {@link #gateActivationFunction(IActivation)}. */
    public Builder gateActivationFunction(Activation function) {
      return gateActivationFunction(function.getActivationFunction());
    }

    @Override
    public UnrollLstm build() {
      return new UnrollLstm(this);
    }
  }
}
