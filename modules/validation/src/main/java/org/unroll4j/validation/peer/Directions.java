package org.unroll4j.validation.peer;

/** In which directions the layers walk. */
public enum Directions {
  /** From the first step to the last. */
  FORWARD(1),
  /** From the last step to the first. */
  BACKWARD(1),
  /** Both; the outputs stand side by side, the forward direction's first. */
  BOTH(2);

  private final int count;

  Directions(int count) {
    this.count = count;
  }

  /** Number of directions D. */
  public int count() {
    return count;
  }
}
