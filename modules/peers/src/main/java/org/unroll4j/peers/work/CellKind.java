package org.unroll4j.peers.work;

import java.util.Locale;

/** The recurrent cells that are compared. */
public enum CellKind {
  /** One block of weights, tanh. */
  RNN(1),
  /** Three blocks: reset (after the product), update, candidate. */
  GRU(3),
  /** Four blocks: input, forget, candidate, output. */
  LSTM(4);

  private final int gates;

  CellKind(int gates) {
    this.gates = gates;
  }

  /** Number of blocks G in the columns of the weights. */
  public int gates() {
    return gates;
  }

  /** The name in reports, {@code LSTM} for example. */
  public String label() {
    return name().toUpperCase(Locale.ROOT);
  }
}
