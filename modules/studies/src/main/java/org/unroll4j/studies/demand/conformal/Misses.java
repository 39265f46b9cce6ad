package org.unroll4j.studies.demand.conformal;

import java.util.ArrayList;
import java.util.List;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.studies.demand.forecast.Forecast;
import org.unroll4j.studies.demand.forecast.Forecaster;
import org.unroll4j.studies.demand.scores.ScoreFrame;

/** By how much values lay outside of intervals, below 0 inside, in units of the series' scale. */
final class Misses {

  /** More are not needed: at that number a share of 99 % is known to ±0.04 %. */
  private static final int MAX_TARGETS = 200_000;

  /** A group of steps has at least that many targets. */
  private static final int MIN_PER_GROUP = 1000;

  private static final int BATCH = 256;

  private final ScoreFrame frame;
  private final ConformalCorrection scales;
  private final boolean sellableOnly;
  private final List<List<double[]>> byStep = new ArrayList<>();

  Misses(ScoreFrame frame, ConformalCorrection scales, boolean sellableOnly) {
    this.frame = frame;
    this.scales = scales;
    this.sellableOnly = sellableOnly;
    for (int h = 1; h <= frame.horizon(); h++) {
      byStep.add(new ArrayList<>());
    }
  }

  /** Adds the forecasts from the origins, or from evenly spread ones where there are too many. */
  void addAll(Forecaster base, List<Origin> origins) {
    int wanted = Math.max(1, MAX_TARGETS / frame.horizon());
    List<Origin> used = new ArrayList<>();
    for (int i = 0; i < Math.min(wanted, origins.size()); i++) {
      used.add(origins.get((int) ((long) i * origins.size() / Math.min(wanted, origins.size()))));
    }
    for (int i = 0; i < used.size(); i += BATCH) {
      base.forecast(frame.actuals(), used.subList(i, Math.min(used.size(), i + BATCH)))
          .forEach(this::add);
    }
  }

  private void add(Forecast forecast) {
    SeriesTable table = frame.actuals();
    int series = forecast.origin().series();
    double scale = scales.scale(table, series, forecast.origin().step());
    for (int h = 1; h <= frame.horizon(); h++) {
      int step = forecast.origin().step() + h;
      double y = step < frame.from() || step >= frame.to() ? Double.NaN : table.value(series, step);
      if (!Double.isNaN(y) && !(sellableOnly && table.stockout(series, step))) {
        byStep.get(h - 1).add(misses(forecast.steps().get(h - 1), y, scale));
      }
    }
  }

  private static double[] misses(Distribution distribution, double y, double scale) {
    double[] misses = new double[ConformalCorrection.TAILS.length];
    for (int i = 0; i < misses.length; i++) {
      double low = distribution.quantile(ConformalCorrection.TAILS[i]);
      double above = y - distribution.quantile(1 - ConformalCorrection.TAILS[i]);
      boolean open = y >= 0 && CorrectedDistribution.endsAtZero(distribution, low);
      misses[i] = (open ? above : Math.max(low - y, above)) / scale;
    }
    return misses;
  }

  ConformalCorrection correction() {
    int targets = byStep.stream().mapToInt(List::size).sum();
    if (targets == 0) {
      throw new IllegalArgumentException(
          "ConformalForecaster: the validation part has no targets to learn from.");
    }
    int horizon = frame.horizon();
    int groups = Math.max(1, Math.min(horizon, targets / MIN_PER_GROUP));
    List<List<double[]>> grouped = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      grouped.add(new ArrayList<>());
    }
    for (int h = 1; h <= horizon; h++) {
      grouped.get(ConformalCorrection.group(h, groups, horizon)).addAll(byStep.get(h - 1));
    }
    return new ConformalCorrection(
        horizon,
        scales.scaleSteps(),
        scales.floor(),
        scales.unit(),
        grouped.stream().mapToInt(List::size).toArray(),
        grouped.stream().map(Misses::shifts).toArray(double[][]::new));
  }

  private static double[] shifts(List<double[]> misses) {
    double[] shifts = new double[ConformalCorrection.TAILS.length];
    for (int i = 0; i < shifts.length && !misses.isEmpty(); i++) {
      int interval = i;
      double[] sorted = misses.stream().mapToDouble(m -> m[interval]).sorted().toArray();
      double share = 1 - 2 * ConformalCorrection.TAILS[i];
      int rank = (int) Math.ceil((sorted.length + 1) * share - 1e-9);
      shifts[i] = sorted[Math.min(rank, sorted.length) - 1];
    }
    return shifts;
  }
}
