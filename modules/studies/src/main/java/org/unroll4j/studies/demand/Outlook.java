package org.unroll4j.studies.demand;

import java.util.List;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.studies.demand.forecast.Forecast;

/**
 * What was said last about each step of a part: of the forecasts that reach it, the one from the
 * latest origin.
 */
final class Outlook {

  private final int from;
  private final int to;
  private final Distribution[][] said;
  private final int[][] origins;

  /**
   * Arranges forecasts by series and step.
   *
   * @param from first step
   * @param to end of the steps, exclusive
   */
  Outlook(SeriesTable table, int from, int to, List<Forecast> forecasts) {
    this.from = from;
    this.to = to;
    this.said = new Distribution[table.size()][];
    this.origins = new int[table.size()][];
    forecasts.forEach(this::add);
  }

  private void add(Forecast forecast) {
    int s = forecast.origin().series();
    int origin = forecast.origin().step();
    if (said[s] == null) {
      said[s] = new Distribution[to - from];
      origins[s] = new int[to - from];
    }
    for (int h = 1; h <= forecast.steps().size(); h++) {
      int at = origin + h - from;
      if (at >= 0 && at < to - from && (said[s][at] == null || origins[s][at] < origin)) {
        said[s][at] = forecast.steps().get(h - 1);
        origins[s][at] = origin;
      }
    }
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** The distribution of a step, or null if no forecast reaches it. */
  Distribution at(int series, int step) {
    return said[series] == null || step < from || step >= to ? null : said[series][step - from];
  }
}
