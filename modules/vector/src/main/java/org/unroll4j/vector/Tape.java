package org.unroll4j.vector;

/**
 * What a walk writes down: one row per step and sequence, {@code t·N + n} for step t of sequence n.
 * Rows of steps that do not exist stay null.
 */
final class Tape {

  /** The activated gates. [G·H] per row */
  final float[][] gates;

  /** The hidden state before the step. [H] per row */
  final float[][] hiddenBefore;

  /** What else a cell needs on its way back. [H] per row */
  final float[][][] notes;

  Tape(int rows, int notes) {
    this.gates = new float[rows][];
    this.hiddenBefore = new float[rows][];
    this.notes = new float[notes][rows][];
  }
}
