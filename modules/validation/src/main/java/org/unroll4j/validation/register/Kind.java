package org.unroll4j.validation.register;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a divergence is. */
public enum Kind {
  /** The peer's number is wrong by its own documentation or by the definition of the quantity. */
  @JsonProperty("wrong")
  WRONG("wrong"),

  /** The peer computes something else under the same name; both are right. */
  @JsonProperty("different meaning")
  DIFFERENT_MEANING("different meaning");

  private final String text;

  Kind(String text) {
    this.text = text;
  }

  /** As it stands in records and documents. */
  @Override
  public String toString() {
    return text;
  }
}
