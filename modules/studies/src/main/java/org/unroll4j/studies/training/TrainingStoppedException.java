package org.unroll4j.studies.training;

/** Training was asked to stop and has left a checkpoint from which it can go on. */
public final class TrainingStoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says where training stopped. */
  public TrainingStoppedException(long update) {
    super("Training was stopped after update %d; a checkpoint was written.".formatted(update));
  }
}
