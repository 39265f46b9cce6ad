package org.unroll4j.validation.peer;

import java.util.Map;
import java.util.Optional;

/** Somebody who computes recurrent layers. Ours are peers like all others. */
public interface Peer {

  /** Short and unique: {@code pytorch}. */
  String id();

  /** What it is, with {@code label} first: {@code "label" → "PyTorch 2.7.1"}. */
  Map<String, String> facts();

  /** Why the peer has no answer to a case at all, in a few words, or nothing if it has one. */
  Optional<String> refusal(Case asked);

  /**
   * Answers a case that was not refused. Every quantity that is asked for is given, or the answer
   * says why not; more may be given.
   */
  Answer answer(Case asked);

  /**
   * The entry in the register of divergences that says that this peer gets a quantity wrong, if
   * there is one. It counts only where the peer differs and the arbiter agrees with us.
   */
  default Optional<String> divergence(Case asked, String quantity) {
    return Optional.empty();
  }
}
