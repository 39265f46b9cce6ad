package org.unroll4j.validation.matrix;

import java.util.Optional;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.Peer;

/**
 * What became of a question.
 *
 * @param answer the answer, or null
 * @param refusal why there is none, or empty
 * @param failure what went wrong, or empty
 */
record Reply(Answer answer, String refusal, String failure) {

  /** Asks. A peer that breaks is a reply, too. */
  static Reply of(Peer peer, Case asked) {
    try {
      Optional<String> refusal = peer.refusal(asked);
      return refusal.isPresent()
          ? new Reply(null, refusal.get(), "")
          : new Reply(peer.answer(asked), "", "");
    } catch (RuntimeException | LinkageError e) {
      return new Reply(null, "", "failed: " + e);
    }
  }

  boolean isGiven() {
    return answer != null;
  }

  boolean isRefused() {
    return !refusal.isEmpty();
  }
}
