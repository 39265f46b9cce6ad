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
 * new LSTM.Builder()} stood. The equations are {@link org.unroll4j.core.cell.LstmCell}'s.
 *
 * <p>Parameters: W [F, 4H], RW [H, 4H], b [4H], blocks in the order of {@link LstmGate}: i, f, g,
 * o. Deeplearning4j's LSTM has them in another order; {@link Dl4jWeights} converts.
 */
public final class UnrollLstm extends UnrollLayer {

  private static final long serialVersionUID = 1L;

  private double forgetGateBiasInit = 1;

  private UnrollLstm() {}

  private UnrollLstm(Builder builder) {
    super(builder);
    this.forgetGateBiasInit = builder.forgetGateBiasInit;
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

  @Override
  CellBinding<?, ?> binding() {
    return new LstmBinding();
  }

  @Override
  void initialiseBias(String key, INDArray bias) {
    super.initialiseBias(key, bias);
    long forget = LstmGate.FORGET.ordinal();
    bias.get(NDArrayIndex.interval(forget * nOut, (forget + 1) * nOut)).assign(forgetGateBiasInit);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnrollLstm lstm
        && super.equals(other)
        && Double.compare(forgetGateBiasInit, lstm.forgetGateBiasInit) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), forgetGateBiasInit);
  }

  /** Settings of an LSTM layer. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends UnrollLayer.Builder<Builder> {

    private double forgetGateBiasInit = 1;

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
