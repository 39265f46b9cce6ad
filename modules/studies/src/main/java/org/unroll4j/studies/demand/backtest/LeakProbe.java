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
  static final long MAX_CELLS = 10_000_000;

  /** Each step of a sample needs such a copy. */
  static final int MAX_STEPS = 3;

  private static final long SAMPLE = 0x53414D504CL;
  private static final double[] LEVELS = {.01, .025, .1, .25, .4, .5, .6, .75, .9, .975, .99};

  /**
   * A sample of origins, each at most once, from at most {@link #MAX_STEPS} steps.
   *
   * @param count most origins
   */
  public List<Origin> sample(List<Origin> origins, int count) {
    List<Integer> steps = draw(origins.stream().map(Origin::step).distinct().toList(), MAX_STEPS);
    return draw(origins.stream().filter(o -> steps.contains(o.step())).toList(), count);
  }

  private <T> List<T> draw(List<T> from, int count) {
    SplittableRandom random = RandomKey.generator(seed, SAMPLE);
    List<T> left = new ArrayList<>(from);
    List<T> drawn = new ArrayList<>();
    while (drawn.size() < count && !left.isEmpty()) {
      int i = random.nextInt(left.size());
      drawn.add(left.get(i));
      left.set(i, left.get(left.size() - 1));
      left.remove(left.size() - 1);
    }
    return drawn;
  }

  /**
   * Forecasts from the origins as the table is, and without its future.
   *
   * @throws LeakException if a forecast differs; it names the forecaster, the series and the origin
   */
  public void check(List<Forecaster> forecasters, SeriesTable table, List<Origin> origins) {
    Map<Integer, List<Origin>> groups =
        origins.stream()
            .collect(Collectors.groupingBy(Origin::step, TreeMap::new, Collectors.toList()));
    groups.forEach(
        (step, group) -> {
          List<Future> futures = futures(table, step);
          for (Forecaster forecaster : forecasters) {
            Comparison seen = new Comparison(forecaster, table, forecaster.forecast(table, group));
            futures.forEach(seen::with);
          }
        });
  }

  private List<Future> futures(SeriesTable table, int step) {
    String allowed = "; it may use known covariates and what was known by then";
    List<Future> futures = new ArrayList<>();
    futures.add(new Future(table, "it is asked again; nothing in it may be left to chance"));
    futures.add(new Future(table.knownAt(step), "what came after is hidden" + allowed));
    if (cells(table) <= MAX_CELLS) {
      futures.add(
          new Future(
              NoisyFuture.of(table, step, seed),
              "noise takes the place of what came after" + allowed));
    }
    return futures;
  }

  private static long cells(SeriesTable table) {
    return (long) table.size()
        * table.steps()
        * (2 + table.knownNames().size() + table.pastNames().size());
  }

  /**
   * Another future.
   *
   * @param change how it differs, for the message
   */
  private record Future(SeriesTable table, String change) {}

  /** What a forecaster said about the table as it is. */
  private record Comparison(Forecaster forecaster, SeriesTable table, List<Forecast> seen) {

    void with(Future future) {
      List<Origin> origins = seen.stream().map(Forecast::origin).toList();
      List<Forecast> now = forecaster.forecast(future.table(), origins);
      for (int i = 0; i < origins.size(); i++) {
        compare(seen.get(i), now.get(i), future);
      }
    }

    private void compare(Forecast before, Forecast after, Future future) {
      for (int h = 1; h <= before.steps().size(); h++) {
        double[] was = fingerprint(before.steps().get(h - 1));
        double[] is = fingerprint(after.steps().get(h - 1));
        if (!Arrays.equals(was, is)) {
          throw new LeakException(
              "%s: the forecast of step %d changes (mean %s, then %s) when %s."
                  .formatted(where(before.origin()), h, was[0], is[0], future.change()));
        }
      }
    }

    private String where(Origin origin) {
      return "Forecaster \"%s\", series %s, origin %s"
          .formatted(forecaster.name(), table.name(origin.series()), table.time(origin.step()));
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
