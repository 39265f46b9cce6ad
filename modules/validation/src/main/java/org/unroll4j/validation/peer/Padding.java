package org.unroll4j.validation.peer;

/** Where the steps of a batch stand that do not exist. */
public enum Padding {
  /** All steps of all sequences exist. */
  NONE,
  /** Behind each sequence; every sequence has at least one step. */
  RIGHT,
  /** Before each sequence; every sequence has at least one step. */
  LEFT,
  /** Anywhere. */
  HOLES
}
