package org.unroll4j.studies.training;

/** The loss or a gradient is not a finite number any more; the message says which one and why. */
public final class DivergedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what is not finite, at which update, and what can be done. */
  public DivergedException(String what, long update) {
    super(
        ("Training diverged: %s is not finite at update %d; the parameters are those of the update"
                + " before. Try a smaller training.learningRate or training.clipNorm, and look for"
                + " extreme values in numeric columns (features.log1p).")
            .formatted(what, update));
  }
}
