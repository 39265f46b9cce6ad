package org.unroll4j.core.cell;

/** The gates of a GRU in the order of their parameter blocks (PyTorch's order). */
public enum GruGate {
  /** r: how much of the old state the candidate sees. */
  RESET,
  /** z: how much of the old state stays. */
  UPDATE,
  /** n: what could take its place, in (-1, 1). */
  CANDIDATE
}
