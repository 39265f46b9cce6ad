package org.unroll4j.peers.worker;

import org.unroll4j.peers.work.Answer;

/** A work that is ready to be timed. */
public interface PeerTask extends AutoCloseable {

  /** Does the work {@link #times} times. */
  void run();

  /** How often {@link #run} does the work: more than once where a clock would be too coarse. */
  default int times() {
    return 1;
  }

  /** The results of doing it once, from the beginning. */
  Answer answer();

  @Override
  default void close() {}
}
