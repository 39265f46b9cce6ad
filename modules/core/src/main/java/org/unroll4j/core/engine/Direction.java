package org.unroll4j.core.engine;

/** The order in which a layer walks through time. */
public enum Direction {
  /** From the first step to the last. */
  FORWARD,
  /** From the last step to the first; outputs stay at the step that they belong to. */
  BACKWARD;

  /** The index of the {@code n}-th step to visit out of {@code steps}. */
  public int step(int n, int steps) {
    return this == FORWARD ? n : steps - 1 - n;
  }
}
