package org.unroll4j.studies.run;

/** Counts seconds from its making. */
public final class Stopwatch {

  private final long start = System.nanoTime();

  /** Seconds since then. */
  public double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }
}
