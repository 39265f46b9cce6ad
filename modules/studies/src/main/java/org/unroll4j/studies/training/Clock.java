package org.unroll4j.studies.training;

/** Counts the seconds of training over all sittings. */
final class Clock {

  private final double before;
  private final long start = System.nanoTime();

  Clock(double secondsBefore) {
    this.before = secondsBefore;
  }

  double seconds() {
    return before + (System.nanoTime() - start) / 1e9;
  }
}
