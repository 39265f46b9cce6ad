package org.unroll4j.dl4j;

import java.util.Objects;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.unroll4j.core.cell.GruCell.Reset;
import org.unroll4j.core.cell.GruGate;

/**
 * A GRU layer for Deeplearning4j networks, which have none of their own. The equations are {@link
 * org.unroll4j.core.cell.GruCell}'s.
 *
 * <p>Parameters: W [F, 3H], RW [H, 3H], b [3H], blocks in the order of {@link GruGate}: r, z, n;
 * with the reset gate after the product also bR [H], the candidate's recurrent bias.
 */
public final class UnrollGru extends UnrollLayer {

  private static final long serialVersionUID = 1L;

  private Reset reset = Reset.AFTER_PRODUCT;

  private UnrollGru() {}

  private UnrollGru(Builder builder) {
    super(builder);
    this.reset = builder.reset;
    this.activationFn = Activations.only(this, activationFn, new ActivationTanH());
    addConstraints(builder);
  }

  /** Where the reset gate acts. */
  public Reset getReset() {
    return reset;
  }

  /** Sets where the reset gate acts. */
  public void setReset(Reset reset) {
    this.reset = reset;
  }

  @Override
  CellBinding<?, ?> singleBias() {
    return new GruBinding(reset);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnrollGru gru && super.equals(other) && reset == gru.reset;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), reset);
  }

  /** Settings of a GRU layer. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends UnrollLayer.Builder<Builder> {

    private Reset reset = Reset.AFTER_PRODUCT;

    /** Where the reset gate acts; after the product by default, as in PyTorch. */
    public Builder reset(Reset where) {
      this.reset = Objects.requireNonNull(where, "reset");
      return this;
    }

    @Override
    public UnrollGru build() {
      return new UnrollGru(this);
    }
  }
}
