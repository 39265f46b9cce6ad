package org.unroll4j.studies.demand.backtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.studies.demand.forecast.Forecast;
import org.unroll4j.studies.demand.forecast.Forecaster;
import org.unroll4j.studies.network.RandomKey;

/**
 * Finds forecasters that see the future. Every value, past covariate and stock-out after an origin
 * is first hidden and then replaced by noise; a forecast from that origin must not change by a bit.
 *
 * <p>Known covariates stay, because they are known; a column that is called known and is not is for
 * {@link KnownCovariateAudit}.
 *
 * @param seed of the noise and of the sample
 */
public record LeakProbe(long seed) {

  /** Tables with more cells are hidden only: noise needs a copy of the table. */
  static final long MAX_CELLS = 50_000_000;

  private static final long SAMPLE = 0x53414D504CL;
  private static final double[] LEVELS = {.01, .025, .1, .25, .4, .5, .6, .75, .9, .975, .99};

  /**
   * A sample of origins, each at most once.
   *
   * @param count most origins
   */
  public List<Origin> sample(List<Origin> origins, int count) {
    SplittableRandom random = RandomKey.generator(seed, SAMPLE);
    List<Origin> left = new ArrayList<>(origins);
    List<Origin> sample = new ArrayList<>();
    while (sample.size() < count && !left.isEmpty()) {
      int i = random.nextInt(left.size());
      sample.add(left.get(i));
      left.set(i, left.get(left.size() - 1));
      left.remove(left.size() - 1);
    }
    return sample;
  }

  /**
   * Forecasts from the origins as the table is, and without its future.
   *
   * @throws LeakException if a forecast differs; it names the forecaster, the series and the origin
   */
  public void check(Forecaster forecaster, SeriesTable table, List<Origin> origins) {
    Map<Integer, List<Origin>> groups =
        origins.stream()
            .collect(Collectors.groupingBy(Origin::step, TreeMap::new, Collectors.toList()));
    groups.forEach((step, group) -> checkAt(step, group, forecaster, table));
  }

  private void checkAt(int step, List<Origin> origins, Forecaster forecaster, SeriesTable table) {
    List<Forecast> seen = forecaster.forecast(table, origins);
    Comparison comparison = new Comparison(forecaster, table, seen);
    comparison.with(table, "it is asked again; nothing in it may be left to chance");
    comparison.with(
        table.knownAt(step),
        "what came after is hidden; it may use known covariates and what was known by then");
    if (cells(table) <= MAX_CELLS) {
      comparison.with(
          NoisyFuture.of(table, step, seed),
          "noise takes the place of what came after; it may use known covariates and what was"
              + " known by then");
    }
  }

  private static long cells(SeriesTable table) {
    return (long) table.size()
        * table.steps()
        * (2 + table.knownNames().size() + table.pastNames().size());
  }

  /** What a forecaster said about the table as it is. */
  private record Comparison(Forecaster forecaster, SeriesTable table, List<Forecast> seen) {

    void with(SeriesTable other, String change) {
      List<Origin> origins = seen.stream().map(Forecast::origin).toList();
      List<Forecast> now = forecaster.forecast(other, origins);
      for (int i = 0; i < origins.size(); i++) {
        compare(seen.get(i), now.get(i), change);
      }
    }

    private void compare(Forecast before, Forecast after, String change) {
      for (int h = 1; h <= before.steps().size(); h++) {
        double[] was = fingerprint(before.steps().get(h - 1));
        double[] is = fingerprint(after.steps().get(h - 1));
        if (!Arrays.equals(was, is)) {
          Origin origin = before.origin();
          throw new LeakException(
              "Forecaster \"%s\", series %s, origin %s: the forecast of step %d changes (mean %s, then %s) when %s."
                  .formatted(
                      forecaster.name(),
                      table.name(origin.series()),
                      table.time(origin.step()),
                      h,
                      was[0],
                      is[0],
                      change));
        }
      }
    }

    /** Mean and quantiles. */
    private static double[] fingerprint(Distribution distribution) {
      return DoubleStream.concat(
              DoubleStream.of(distribution.mean()),
              Arrays.stream(LEVELS).map(distribution::quantile))
          .toArray();
    }
  }
}
