package org.unroll4j.studies.training;

/**
 * How well the network does on the validation part.
 *
 * @param loss mean loss per labelled step
 * @param auc area under the ROC curve; null if there is one class only
 */
public record Validation(double loss, Double auc) {

  /** Measures the network as it is now. */
  @FunctionalInterface
  public interface Measure {

    /** Measures. */
    Validation measure();
  }
}
