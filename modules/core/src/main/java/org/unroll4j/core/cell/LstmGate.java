package org.unroll4j.core.cell;

/** The gates of an LSTM in the order of their parameter blocks (PyTorch's order). */
public enum LstmGate {
  /** i: how much of the candidate enters the cell state. */
  INPUT,
  /** f: how much of the old cell state stays. */
  FORGET,
  /** g: what could be written, in (-1, 1). */
  CANDIDATE,
  /** o: how much of the cell state shows in the hidden state. */
  OUTPUT
}
