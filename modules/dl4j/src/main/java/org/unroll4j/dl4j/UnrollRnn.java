package org.unroll4j.dl4j;

import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.unroll4j.core.cell.RnnCell;

/**
 * A simple recurrent layer for Deeplearning4j networks: {@code new UnrollRnn.Builder()} stands
 * where {@code new SimpleRnn.Builder()} stood. The equations are {@link
 * org.unroll4j.core.cell.RnnCell}'s.
 *
 * <p>Parameters: W [F, H], RW [H, H], b [H]. The activation is tanh unless {@code
 * activation(Activation.RELU)} is set on the layer itself.
 */
public final class UnrollRnn extends UnrollLayer {

  private static final long serialVersionUID = 1L;

  private UnrollRnn() {}

  private UnrollRnn(Builder builder) {
    super(builder);
    this.activationFn =
        Activations.only(this, activationFn, new ActivationTanH(), new ActivationReLU());
    addConstraints(builder);
  }

  @Override
  CellBinding<?, ?> singleBias() {
    boolean relu = activationFn instanceof ActivationReLU;
    return new RnnBinding(relu ? RnnCell.Activation.RELU : RnnCell.Activation.TANH);
  }

  /** Settings of a simple recurrent layer. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends UnrollLayer.Builder<Builder> {

    @Override
    public UnrollRnn build() {
      return new UnrollRnn(this);
    }
  }
}
