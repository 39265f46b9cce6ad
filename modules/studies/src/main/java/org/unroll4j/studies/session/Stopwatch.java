package org.unroll4j.studies.session;

/** Counts seconds from its making. */
final class Stopwatch {

  private final long start = System.nanoTime();

  double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }
}
