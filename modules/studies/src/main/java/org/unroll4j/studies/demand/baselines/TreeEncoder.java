package org.unroll4j.studies.demand.baselines;

import java.util.List;
import java.util.Map;
import org.unroll4j.data.series.SeriesTable;

/**
 * Rows for the trees: history, calendar, covariates and statics as plain numbers; NaN if missing.
 */
final class TreeEncoder implements RowEncoder {

  private final FeatureState state;
  private final HistoryFeatures history;
  private final KnownFeatures known;
  private final Calendar calendar;
  private final List<Map<String, Integer>> ranks;

  TreeEncoder(FeatureState state, SeriesTable table) {
    this.state = state;
    this.history = new HistoryFeatures(state);
    this.known = new KnownFeatures(state);
    this.calendar = new Calendar(table, state.horizon(), state.years());
    this.ranks = state.statics().stream().map(StaticRanks::ranks).toList();
  }

  @Override
  public void origin(Row row, Recent recent) {
    history.origin(row, recent);
    for (int c = 0; c < state.past().size(); c++) {
      row.add(recent.past().past(c, recent.past().origin()));
      row.add(known.pastMean(recent.past(), c));
    }
    for (int c = 0; c < ranks.size(); c++) {
      Integer rank = ranks.get(c).get(recent.past().staticValue(c));
      row.add(rank == null ? Double.NaN : rank);
    }
  }

  @Override
  public void target(Row row, Recent recent, int h) {
    history.target(row, recent, h, history.phase(recent, h));
    int step = recent.past().origin() + h;
    calendar.writeNumbers(row, step);
    for (int c = 0; c < state.known().size(); c++) {
      row.add(recent.past().known(c, step));
      row.add(known.change(recent.past(), c, h));
    }
  }
}
