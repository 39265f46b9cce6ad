package org.unroll4j.studies.demand.baselines;

import org.unroll4j.data.series.SeriesTable;

/**
 * Rows for the linear model. A missing value becomes the mean of its place in the season, or of the
 * series; a missing covariate its mean. Calendar and changes of known covariates are multiplied
 * with the mean of the target's place in its season, because they act in proportion to it.
 */
final class LinearEncoder implements RowEncoder {

  private final FeatureState state;
  private final HistoryFeatures history;
  private final KnownFeatures known;
  private final Calendar calendar;

  LinearEncoder(FeatureState state, SeriesTable table) {
    this.state = state;
    this.history = new HistoryFeatures(state);
    this.known = new KnownFeatures(state);
    this.calendar = new Calendar(table, state.horizon(), state.years());
  }

  @Override
  public void origin(Row row, Recent recent) {
    row.missingAs(recent.level());
    history.origin(row, recent);
    row.missingAs(0);
    for (int c = 0; c < state.past().size(); c++) {
      Covariate covariate = state.past().get(c);
      double now = recent.past().past(c, recent.past().origin());
      row.add(covariate.standardised(now));
      row.add(covariate.standardised(known.pastMean(recent.past(), c)));
    }
  }

  @Override
  public void target(Row row, Recent recent, int h) {
    PhaseStatistics phase = history.phase(recent, h);
    double usual = Double.isNaN(phase.mean()) ? recent.level() : phase.mean();
    row.missingAs(usual);
    history.target(row, recent, h, phase);
    row.missingAs(0);
    int step = recent.past().origin() + h;
    calendar.writeWaves(row, step, usual, recent.level());
    for (int c = 0; c < state.known().size(); c++) {
      Covariate covariate = state.known().get(c);
      row.add(covariate.standardised(recent.past().known(c, step)));
      row.add(usual * known.change(recent.past(), c, h) / covariate.deviation());
    }
  }
}
