package org.unroll4j.studies.training;

/**
 * When training ends.
 *
 * @param epochs after so many epochs
 * @param patience or after so many epochs without a better validation loss
 */
public record StoppingRule(int epochs, int patience) {

  /** Whether the epoch that has just ended was the last. Epochs count from 1. */
  boolean isOver(int epoch, int bestEpoch) {
    return epoch >= epochs || epoch - bestEpoch >= patience;
  }
}
