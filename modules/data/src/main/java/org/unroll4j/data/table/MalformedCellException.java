package org.unroll4j.data.table;

/** Says why one cell cannot be read; whoever reads the rows counts it and goes on, or stops. */
public final class MalformedCellException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedCellException(String reason) {
    super(reason, null, false, false);
  }
}
