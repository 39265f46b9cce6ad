package org.unroll4j.studies.training;

import java.util.concurrent.atomic.AtomicBoolean;

/** Lets another thread ask training to stop after the current update, with a checkpoint. */
public final class StopRequest {

  private final AtomicBoolean made = new AtomicBoolean();

  /** Asks for the stop. */
  public void make() {
    made.set(true);
  }

  /** Whether somebody has asked. */
  public boolean isMade() {
    return made.get();
  }
}
