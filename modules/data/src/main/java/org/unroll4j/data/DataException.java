package org.unroll4j.data;

/**
 * Something is wrong with the data or with the configuration that describes it. The message is one
 * line for the user: what, where, what was expected, what was found and what to do.
 */
public final class DataException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public DataException(String message) {
    super(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
