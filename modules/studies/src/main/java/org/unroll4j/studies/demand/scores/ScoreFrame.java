package org.unroll4j.studies.demand.scores;

import org.unroll4j.data.series.SeriesTable;

/**
 * What is scored: the targets in [from, to).
 *
 * @param actuals the table that holds what came true
 * @param from first target step
 * @param to end of the targets, exclusive; steps of a forecast outside [from, to) are not counted
 * @param horizon steps of every forecast
 * @param scale of the training part
 */
public record ScoreFrame(SeriesTable actuals, int from, int to, int horizon, TrainingScale scale) {

  /** Whether a step is a target. */
  boolean holds(int step) {
    return from <= step && step < to;
  }
}
