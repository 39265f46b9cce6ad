package org.unroll4j.studies.config;

/** A configuration that cannot be used; the message is one line for the person who wrote it. */
public final class ConfigException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong, where, what was expected and what was received. */
  public ConfigException(String message) {
    super(message);
  }
}
