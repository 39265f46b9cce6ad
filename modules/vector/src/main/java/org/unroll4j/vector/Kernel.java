package org.unroll4j.vector;

/**
 * A cell for one sequence at a time. A state and its gradient are arrays of one sequence that are
 * changed in place; what the way back needs goes to the tape. Every loop runs over the units and
 * holds one equation. A kernel belongs to one thread: it has working arrays of its own.
 */
interface Kernel {

  /** Number of further rows that a step notes on the tape. */
  int notes();

  /** Whether the gradients of projection and recurrent product differ. */
  boolean separatesRecurrentGradient();

  /**
   * One step forward.
   *
   * @param row the tape's row to write
   * @param z the projection of the input, [G·H]; the kernel may keep and change it
   * @param state h and, for an LSTM, c; overwritten by the state after the step
   */
  void forward(Tape tape, int row, float[] z, float[][] state);

  /**
   * One step backward.
   *
   * @param row the tape's row to read, and the gradients' row to write
   * @param gradState gradient of the state after the step, the output's included; overwritten by
   *     that of the state before
   */
  void backward(Tape tape, int row, float[][] gradState, StepGradients gradients);
}
