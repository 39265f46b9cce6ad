package org.unroll4j.peers.kernels;

import org.unroll4j.vector.ActivationErrors;
import org.unroll4j.vector.ActivationErrors.Implementation;

/** Compares the gates' functions with {@link StrictMath} over every float there is. */
public final class ActivationsCommand {

  private ActivationsCommand() {}

  /** Prints one line for each implementation; takes no arguments. */
  public static void main(String[] args) {
    for (Implementation implementation : Implementation.values()) {
      ActivationErrors e = ActivationErrors.measure(implementation, 1);
      System.out.printf(
          "%s: %,d floats; tanh at most %.2f ulp (at %s), %.2e absolute; sigmoid at most %.2e (at %s)%s%n",
          implementation,
          e.values(),
          e.tanhUlps(),
          e.tanhWorst(),
          e.tanhError(),
          e.sigmoidError(),
          e.sigmoidWorst(),
          e.specialValues().isEmpty() ? "" : "; wrong: " + e.specialValues());
    }
  }
}
