package org.unroll4j.peers.worker;

import java.util.Optional;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Case;

/** How a framework answers the cases of the equivalence matrix. */
public interface CaseAnswers {

  /** Why the framework has no answer to a case at all, or nothing if it has one. */
  Optional<String> refusal(Case asked);

  /** Answers a case that was not refused. */
  Answer answer(Case asked);
}
