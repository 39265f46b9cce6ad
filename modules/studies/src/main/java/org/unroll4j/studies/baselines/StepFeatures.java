package org.unroll4j.studies.baselines;

/** Features of a session so far, kept up to date event by event. */
interface StepFeatures extends EventWalk.Observer {

  /** Number of features. */
  int width();

  /** Writes the features after the last event seen. */
  void write(float[] target, int offset);
}
