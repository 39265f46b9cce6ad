package org.unroll4j.studies.demand.baselines;

/** How a model sees a series at an origin and a step after it: a row of numbers. */
interface RowEncoder {

  /** Writes what holds for all steps of the horizon. */
  void origin(Row row, Recent recent);

  /**
   * Writes what belongs to the step h = 1, 2, … after the origin, first the mean of its place in
   * the season.
   */
  void target(Row row, Recent recent, int h);
}
