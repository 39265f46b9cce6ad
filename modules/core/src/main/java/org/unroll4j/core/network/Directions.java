package org.unroll4j.core.network;

/** In which directions the layers of a stack walk, and how two directions are merged. */
public enum Directions {
  /** From first step to last. Can be streamed and truncated. */
  FORWARD(1, 1),
  /** From last step to first. */
  BACKWARD(1, 1),
  /** Both, side by side: the outputs have 2H columns, the forward direction's first. */
  BOTH_CONCATENATED(2, 2),
  /** Both, added: the outputs have H columns. */
  BOTH_SUMMED(2, 1);

  private final int count;
  private final int outputFactor;

  Directions(int count, int outputFactor) {
    this.count = count;
    this.outputFactor = outputFactor;
  }

  /** Number of directions D. */
  public int count() {
    return count;
  }

  /** Output columns per hidden unit. */
  public int outputFactor() {
    return outputFactor;
  }
}
