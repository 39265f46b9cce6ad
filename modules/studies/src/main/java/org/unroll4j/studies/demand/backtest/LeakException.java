package org.unroll4j.studies.demand.backtest;

/** A forecaster sees the future; the message is one line that says which one, and where. */
public final class LeakException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  LeakException(String message) {
    super(message);
  }
}
