package org.unroll4j.vector;

/**
 * What a cell does between its products: elementwise, for the visits of one step at a time.
 *
 * <p>The letters are those of the cells in {@code org.unroll4j.core.cell}, where the equations are
 * derived: {@code a = x·W + b} and {@code u = h·R}.
 */
interface Gates {

  /** Whether a and u stay apart, because the cell does more than add them up. */
  default boolean separatesRecurrent() {
    return false;
  }

  /** Whether a visit leaves a second row of H values on the tape beside the hidden state. */
  default boolean hasMemory() {
    return false;
  }

  /**
   * From projections to gates and new state.
   *
   * @param walk whose visits {@code [from, to)} to make
   * @param tape holds the state before; receives gates and the state after
   * @param projections a and u
   */
  void forward(Walk walk, int from, int to, Tape tape, Projections projections);

  /**
   * From the gradient of the new state to those of the projections and of the state before, the
   * latter without what comes through the recurrent product.
   *
   * @param walk whose visits {@code [from, to)} to take back
   * @param tape what the way forward left; the gradients of a take the place of its gates
   * @param gradients reads and replaces the state's gradients; receives those of u
   */
  void backward(Walk walk, int from, int to, Tape tape, StepGradients gradients);

  /**
   * The projections of some visits of a walk.
   *
   * @param a one row for each visit from {@code first} on; u is added already, unless the cell
   *     keeps the two apart
   * @param first the visit that the first row of a belongs to
   * @param u one row for each visit of the current step, or null
   * @param firstOfStep the visit that the first row of u belongs to
   */
  record Projections(float[] a, int first, float[] u, int firstOfStep) {}
}
