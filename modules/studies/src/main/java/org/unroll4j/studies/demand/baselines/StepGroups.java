package org.unroll4j.studies.demand.baselines;

/**
 * Steps of the horizon that share coefficients: each step alone, or neighbours together if there
 * are more than {@value #MOST} steps.
 *
 * @param horizon number of steps
 */
record StepGroups(int horizon) {

  private static final int MOST = 24;

  int count() {
    return Math.min(horizon, MOST);
  }

  /** Group of step h = 1, 2, …, from 0. */
  int of(int h) {
    return (h - 1) * count() / horizon;
  }
}
