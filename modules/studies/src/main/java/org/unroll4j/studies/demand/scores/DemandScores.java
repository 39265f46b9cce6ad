package org.unroll4j.studies.demand.scores;

import java.util.List;
import java.util.stream.IntStream;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.studies.demand.forecast.Forecast;

/**
 * Scores of one forecaster, from sums: forecasts are added in any order and not kept. A target
 * whose value is missing is passed over. Not for several threads at once; forecasts that threads
 * score separately are put together by {@link #add(DemandScores)}.
 */
public final class DemandScores {

  private final ScoreFrame frame;
  private final Clock clock;
  private final int[] readingAt;
  private final Sums[] series;
  private final Sums[] sellable;
  private final Sums[] steps;
  private final Sums[] readings;
  private final PeriodLosses periods;
  private boolean intervals;

  /** Nothing added yet. */
  public DemandScores(ScoreFrame frame) {
    SeriesTable table = frame.actuals();
    this.frame = frame;
    this.clock = Clock.of(table);
    this.readingAt =
        IntStream.range(frame.from(), frame.to()).map(t -> clock.read(table.local(t))).toArray();
    this.series = new Sums[table.size()];
    this.sellable = new Sums[frame.hasSellable() ? table.size() : 0];
    this.steps = new Sums[frame.horizon()];
    this.readings = new Sums[clock.size()];
    this.periods = new PeriodLosses(frame.from(), frame.to());
  }

  /** Adds one forecast; see {@link #add(List)}. */
  public void add(Forecast forecast) {
    add(List.of(forecast));
  }

  /**
   * Adds the targets of forecasts.
   *
   * @throws IllegalArgumentException if one has not as many steps as the frame's horizon, or
   *     something about a distribution is not a finite number
   */
  public void add(List<Forecast> forecasts) {
    forecasts.forEach(this::requireHorizon);
    List<TargetScore[]> scores = forecasts.parallelStream().map(this::score).toList();
    for (int i = 0; i < scores.size(); i++) {
      Origin origin = forecasts.get(i).origin();
      for (int h = 1; h <= frame.horizon(); h++) {
        TargetScore score = scores.get(i)[h - 1];
        if (score != null) {
          add(origin, h, score);
        }
      }
    }
  }

  private void requireHorizon(Forecast forecast) {
    if (forecast.steps().size() != frame.horizon()) {
      throw new IllegalArgumentException(
          "DemandScores.add: a forecast must have %d steps, but that of %s has %d."
              .formatted(frame.horizon(), where(forecast.origin(), 0), forecast.steps().size()));
    }
  }

  /** Scores of all steps, null where a step is no target. */
  private TargetScore[] score(Forecast forecast) {
    TargetScore[] scores = new TargetScore[frame.horizon()];
    for (int h = 1; h <= frame.horizon(); h++) {
      int step = forecast.origin().step() + h;
      double value = frame.target(forecast.origin().series(), step);
      if (!Double.isNaN(value)) {
        scores[h - 1] = TargetScore.of(forecast.steps().get(h - 1), value);
      }
    }
    return scores;
  }

  private String where(Origin origin, int h) {
    return "series %s, origin %s%s"
        .formatted(
            frame.actuals().name(origin.series()),
            frame.actuals().time(origin.step()),
            h == 0 ? "" : ", step " + h);
  }

  private void add(Origin origin, int h, TargetScore score) {
    if (!score.finite()) {
      throw new IllegalArgumentException(
          "DemandScores.add: mean, quantiles and CRPS must be finite, but those of %s are %s."
              .formatted(where(origin, h), score));
    }
    int s = origin.series();
    int step = origin.step() + h;
    intervals |= !score.point();
    at(series, s).add(score);
    if (sellable.length > 0 && !frame.actuals().stockout(s, step)) {
      at(sellable, s).add(score);
    }
    at(steps, h - 1).add(score);
    at(readings, readingAt[step - frame.from()]).add(score);
    periods.add(step, score);
  }

  private static Sums at(Sums[] sums, int index) {
    if (sums[index] == null) {
      sums[index] = new Sums();
    }
    return sums[index];
  }

  /**
   * Adds what others have counted, of targets inside this frame. Errors are divided by the scales
   * of this frame.
   */
  public void add(DemandScores other) {
    merge(series, other.series);
    merge(sellable, other.sellable);
    merge(steps, other.steps);
    merge(readings, other.readings);
    periods.add(other.periods);
    intervals |= other.intervals;
  }

  private static void merge(Sums[] into, Sums[] from) {
    for (int i = 0; i < from.length; i++) {
      if (from[i] != null) {
        at(into, i).add(from[i]);
      }
    }
  }

  /** Metrics over all targets. */
  public DemandMetrics metrics() {
    return over(series, IntStream.range(0, series.length).toArray());
  }

  /** Metrics over the targets of some series. */
  public DemandMetrics metricsOf(int... members) {
    return over(series, members);
  }

  /** Metrics over the targets without a stock-out; none where no target has one. */
  public DemandMetrics sellable() {
    return over(sellable, IntStream.range(0, sellable.length).toArray());
  }

  private DemandMetrics over(Sums[] sums, int[] members) {
    Sums all = new Sums();
    SeriesMeans means = new SeriesMeans(frame.scale());
    for (int s : members) {
      if (sums[s] != null) {
        all.add(sums[s]);
        means.add(s, sums[s]);
      }
    }
    DemandMetrics metrics = DemandMetrics.of(all, intervals);
    means.putInto(metrics);
    return metrics;
  }

  /** Metrics of a step of the horizon, from 1. */
  DemandMetrics atStep(int h) {
    return of(steps[h - 1]);
  }

  /** Metrics at a reading of the clock. */
  DemandMetrics atReading(int reading) {
    return of(readings[reading]);
  }

  private DemandMetrics of(Sums sums) {
    return DemandMetrics.of(sums == null ? new Sums() : sums, intervals);
  }

  /** Sum of the values of a series' targets. */
  double total(int s) {
    return series[s] == null ? 0 : series[s].values;
  }

  /** Number of targets of a series. */
  long targets(int s) {
    return series[s] == null ? 0 : series[s].targets;
  }

  /** What is scored. */
  public ScoreFrame frame() {
    return frame;
  }

  Clock clock() {
    return clock;
  }

  PeriodLosses periods() {
    return periods;
  }
}
