package org.unroll4j.studies.demand.baselines;

/**
 * What the linear model and the trees both see of the values themselves: the newest ones, those at
 * the same place of earlier seasons and their neighbours, means over a season, a week and the whole
 * span, how often nothing was sold or could not be; all in units of the series' scale.
 */
final class HistoryFeatures {

  private static final int NEWEST = 7;
  private static final int SEASONS = 7;
  private static final int WEEKS = 3;

  private final FeatureState state;
  private final Seasons seasons;

  HistoryFeatures(FeatureState state) {
    this.state = state;
    this.seasons = state.seasons();
  }

  void origin(Row row, Recent recent) {
    for (int back = 0; back < NEWEST; back++) {
      row.add(recent.back(back));
    }
    if (seasons.primary() > NEWEST) {
      row.add(recent.mean(seasons.primary()));
    }
    row.add(recent.mean(seasons.week()));
    row.add(recent.mean(2 * seasons.week()));
    row.add(recent.level());
    row.add(recent.zeroShare(seasons.week()));
    row.add(recent.zeroShare(recent.span()));
    row.add(Math.log1p(recent.sinceSale()));
    row.add(Math.log(recent.scale() / state.floor()));
    row.add(Math.log1p(Math.max(0, recent.past().origin() - recent.past().first())));
    if (state.stockouts()) {
      row.add(recent.stockoutBack(0) ? 1 : 0);
      row.add(recent.stockoutShare(seasons.week()));
      row.add(recent.stockoutShare(recent.span()));
    }
  }

  /** Writes the features of the target's place in its season; the first is its mean. */
  void target(Row row, Recent recent, int h, PhaseStatistics phase) {
    row.add(phase.mean());
    row.add((double) h / state.horizon());
    if (seasons.primary() == 0) {
      return;
    }
    row.add(phase.recent());
    row.add(phase.deviation());
    row.add(phase.zeroShare());
    if (state.stockouts()) {
      row.add(phase.sellable());
    }
    int nearest = Past.periodsBack(h, seasons.primary()) * seasons.primary() - h;
    int lags = Math.min(SEASONS, Math.max(1, recent.span() / seasons.primary()));
    for (int season = 0; season < lags; season++) {
      row.add(recent.back(nearest + season * seasons.primary()));
    }
    row.add(recent.back(nearest + 1));
    row.add(recent.back(nearest == 0 ? seasons.primary() - 1 : nearest - 1));
    if (seasons.secondary() > 0) {
      weeks(row, recent, h);
    }
  }

  private void weeks(Row row, Recent recent, int h) {
    int nearest = Past.periodsBack(h, seasons.secondary()) * seasons.secondary() - h;
    for (int week = 0; week < WEEKS; week++) {
      row.add(recent.back(nearest + week * seasons.secondary()));
    }
  }

  /** Statistics of the target's place in the shortest season; of all values if there is none. */
  PhaseStatistics phase(Recent recent, int h) {
    return PhaseStatistics.of(recent, h, Math.max(1, seasons.primary()));
  }
}
