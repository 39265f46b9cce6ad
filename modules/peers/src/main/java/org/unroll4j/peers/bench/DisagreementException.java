package org.unroll4j.peers.bench;

import java.io.Serial;

/** Somebody computes something else than the reference. */
public final class DisagreementException extends Exception {

  @Serial private static final long serialVersionUID = 1;

  DisagreementException(String message) {
    super(message);
  }
}
