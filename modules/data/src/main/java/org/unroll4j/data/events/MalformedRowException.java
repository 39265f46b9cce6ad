package org.unroll4j.data.events;

/** Says why one row cannot be read; the reader counts it and goes on. */
public final class MalformedRowException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedRowException(String reason) {
    super(reason, null, false, false);
  }
}
