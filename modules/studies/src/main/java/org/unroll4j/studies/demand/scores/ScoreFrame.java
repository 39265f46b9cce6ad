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
 * @param demand whether demand is what was forecast: then a step that was sold out, whose demand
 *     nobody saw, is no target
 */
public record ScoreFrame(
    SeriesTable actuals, int from, int to, int horizon, TrainingScale scale, boolean demand) {

  /** The value of a target; NaN where a step is none. */
  double target(int series, int step) {
    boolean seen = from <= step && step < to && !(demand && actuals.stockout(series, step));
    return seen ? actuals.value(series, step) : Double.NaN;
  }

  /** Whether targets without a stock-out are only some of all. */
  boolean hasSellable() {
    return actuals.hasStockouts() && !demand;
  }
}
