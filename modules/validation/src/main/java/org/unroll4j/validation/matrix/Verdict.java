package org.unroll4j.validation.matrix;

import java.util.Locale;

/** What a comparison comes to. */
public enum Verdict {
  /** Within the tolerance. */
  EQUAL,
  /** Not within the tolerance, or no answer where there should be one. */
  DIFFERENT,
  /** The peer has no such thing; the note says what is missing. */
  NOT_OFFERED,
  /**
   * Not within the tolerance, but the register says that the peer gets this wrong, and what we have
   * is what the arbiter has.
   */
  PEER_WRONG;

  /** The words in records: {@code not offered}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
