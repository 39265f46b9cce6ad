package org.unroll4j.peers.worker;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;

/**
 * A framework that takes part: one adapter, working in a process of its own. It is named by its
 * class, so that a process needs only the libraries of its own framework, and has a constructor
 * without arguments.
 */
public interface Peer {

  /** Called once, before anything else. */
  void start(PeerSettings settings);

  /** Versions and whatever else a reader of the figures must know. */
  Map<String, String> facts();

  /** Why it does not take part in the work, or nothing if it does. */
  Optional<String> refusal(Work work);

  /** Makes everything ready that is not part of the work's time. */
  PeerTask prepare(Work work, Problem problem);

  /**
   * Does a work again and again, and says where the time goes; only for who knows.
   *
   * @return the parts of one time that the work is done
   */
  default List<PhaseTime> profile(PeerTask task, int repetitions) {
    throw new UnsupportedOperationException("it does not know where its time goes");
  }

  /** How it answers the cases of the equivalence matrix; only for who takes part there. */
  default CaseAnswers cases() {
    throw new UnsupportedOperationException("it takes no part in the equivalence matrix");
  }
}
