package org.unroll4j.peers.bench;

import java.io.Serial;

/** A worker could not do what it was asked; the message is a sentence without a subject. */
public final class WorkerException extends Exception {

  @Serial private static final long serialVersionUID = 1;

  /** A reason in one line. */
  public WorkerException(String message) {
    super(message);
  }
}
