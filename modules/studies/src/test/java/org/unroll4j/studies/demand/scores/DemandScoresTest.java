package org.unroll4j.studies.demand.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.distribution.Empirical;
import org.unroll4j.data.distribution.NegativeBinomial;
import org.unroll4j.data.distribution.PointMass;
import org.unroll4j.data.distribution.Poisson;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.studies.demand.forecast.Forecast;
import org.unroll4j.studies.demand.forecast.Origins;

class DemandScoresTest {

  private static final double EXACT = 1e-9;
  private static final double NA = Double.NaN;

  private static double value(DemandMetrics metrics, DemandMetric metric) {
    return metrics.get(metric).orElseThrow();
  }

  private static DemandScores scores(ScoreFrame frame, Forecast... forecasts) {
    DemandScores scores = new DemandScores(frame);
    scores.add(List.of(forecasts));
    return scores;
  }

  // Training: 4 6 4 8 (season 2: |4-4|, |8-6| -> mean 1, mean square 2), targets 2 and 0.
  private static final double[] FIRST = {4, 6, 4, 8, 2, 0};
  // Training: 1 1 1 4 (season 2: 0, 3 -> mean 1.5, mean square 4.5), targets 6 and missing.
  private static final double[] SECOND = {1, 1, 1, 4, 6, NA};

  @Test
  void pointsByHand() {
    ScoreFrame frame = Demands.frame(Demands.table(FIRST, SECOND), 4, 6, 2, 2);
    DemandMetrics metrics =
        scores(frame, Demands.points(0, 3, 3, 2), Demands.points(1, 3, 3, 77)).metrics();
    // Errors 1, 2 | 3 of values 2, 0 | 6.
    assertThat(metrics.targets()).isEqualTo(3);
    assertThat(value(metrics, DemandMetric.WAPE)).isCloseTo(6.0 / 8, within(EXACT));
    assertThat(value(metrics, DemandMetric.MAE)).isCloseTo(2, within(EXACT));
    assertThat(value(metrics, DemandMetric.RMSE)).isCloseTo(Math.sqrt(14.0 / 3), within(EXACT));
    assertThat(value(metrics, DemandMetric.BIAS)).isCloseTo((1 + 2 - 3) / 8.0, within(EXACT));
    // (2/5 + 4/2)/2 of the first series, 6/9 of the second.
    assertThat(value(metrics, DemandMetric.SMAPE)).isCloseTo((1.2 + 2.0 / 3) / 2, within(EXACT));
    assertThat(value(metrics, DemandMetric.MASE)).isCloseTo((1.5 / 1 + 3 / 1.5) / 2, within(EXACT));
    assertThat(value(metrics, DemandMetric.RMSSE))
        .isCloseTo((Math.sqrt(2.5 / 2) + Math.sqrt(9 / 4.5)) / 2, within(EXACT));
    // Of points the quantile loss is the WAPE and the CRPS the absolute error.
    assertThat(value(metrics, DemandMetric.WQL)).isCloseTo(6.0 / 8, within(EXACT));
    assertThat(value(metrics, DemandMetric.CRPS)).isCloseTo(2, within(EXACT));
    assertThat(metrics.toJson()).doesNotContainKeys("coverage80", "width95", "owa");
  }

  @Test
  void distributionsByHand() {
    SeriesTable table = Demands.table(new double[] {3, 1, 5, 5}, new double[] {2, 2, 8, 9});
    ScoreFrame frame = Demands.frame(table, 2, 3, 1, 1);
    // Quantiles 0.1 … 0.9 are 1 … 9, quantile 0.025 is 1, quantile 0.975 is 10; mean 5.5.
    Distribution ten = Empirical.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    // Quantiles up to 0.7 are 0, above 4; mean 1.2.
    Distribution two = Empirical.of(new double[] {0, 4}, new double[] {0.7, 0.3});
    DemandMetrics metrics =
        scores(
                frame,
                new Forecast(new Origin(0, 1), List.of(ten)),
                new Forecast(new Origin(1, 1), List.of(two)))
            .metrics();
    assertThat(metrics.targets()).isEqualTo(2);
    // Medians 5 and 0 of values 5 and 8.
    assertThat(value(metrics, DemandMetric.MAE)).isCloseTo(4, within(EXACT));
    assertThat(value(metrics, DemandMetric.RMSE))
        .isCloseTo(Math.sqrt((0.25 + 6.8 * 6.8) / 2), within(EXACT));
    double first = 0;
    double second = 0;
    for (int i = 1; i <= 9; i++) {
      double p = i / 10.0;
      first += i <= 5 ? 2 * p * (5 - i) : 2 * (1 - p) * (i - 5);
      second += 2 * p * (i <= 7 ? 8 : 4);
    }
    assertThat(value(metrics, DemandMetric.WQL))
        .isCloseTo((first + second) / 9 / 13, within(EXACT));
    double crps = 0;
    for (int i = 1; i < 10; i++) {
      crps += i < 5 ? i * i / 100.0 : (10 - i) * (10 - i) / 100.0;
    }
    crps += 4 * 0.49 + 4;
    assertThat(value(metrics, DemandMetric.CRPS)).isCloseTo(crps / 2, within(EXACT));
    assertThat(value(metrics, DemandMetric.COVERAGE80)).isCloseTo(0.5, within(EXACT));
    assertThat(value(metrics, DemandMetric.WIDTH80)).isCloseTo((8 + 4) / 2.0, within(EXACT));
    assertThat(value(metrics, DemandMetric.COVERAGE95)).isCloseTo(0.5, within(EXACT));
    assertThat(value(metrics, DemandMetric.WIDTH95)).isCloseTo((9 + 4) / 2.0, within(EXACT));
  }

  @Test
  void endsOfAnIntervalBelongToItAlsoInFloats() {
    SeriesTable table = Demands.table(new double[] {0.1, 0.3, 0.3});
    Distribution tenths = Empirical.of(0.1, 0.1 * 3);
    DemandScores scores =
        scores(Demands.frame(table, 2, 3, 1, 1), new Forecast(new Origin(0, 1), List.of(tenths)));
    assertThat(value(scores.metrics(), DemandMetric.COVERAGE80)).isEqualTo(1);
  }

  @Test
  void seriesThatNeverChangedAreLeftOutOfScaledErrors() {
    SeriesTable table = Demands.table(new double[] {3, 3, 3, 5}, new double[] {1, 2, 1, 5});
    DemandScores scores =
        scores(Demands.frame(table, 3, 4, 1, 1), Demands.points(0, 2, 4), Demands.points(1, 2, 2));
    assertThat(value(scores.metrics(), DemandMetric.MASE)).isCloseTo(3, within(EXACT));
    assertThat(value(scores.metrics(), DemandMetric.RMSSE)).isCloseTo(3, within(EXACT));
    assertThat(scores.metricsOf(0).get(DemandMetric.MASE)).isEmpty();
    assertThat(value(scores.metricsOf(0), DemandMetric.WAPE)).isCloseTo(0.2, within(EXACT));
  }

  @Test
  void whatCannotBeDividedIsAbsent() {
    SeriesTable table = Demands.table(new double[] {1, 0, 0, 0});
    ScoreFrame frame = Demands.frame(table, 2, 4, 2, 1);
    assertThat(scores(frame, Demands.points(0, 1, 0, 0)).metrics().toJson())
        .containsOnlyKeys("mae", "rmse", "smape", "mase", "rmsse", "crps", "targets")
        .containsEntry("smape", 0.0);
    assertThat(new DemandScores(frame).metrics().toJson())
        .containsExactly(Map.entry("targets", 0L));
  }

  @Test
  void sellableHoursAreThoseWithoutStockOut() {
    double[][] values = {{1, 2, 7, 3}};
    SeriesTable table = Demands.table("1h", values, new boolean[][] {{false, false, true, false}});
    DemandScores scores = scores(Demands.frame(table, 2, 4, 2, 1), Demands.points(0, 1, 1, 1));
    assertThat(value(scores.metrics(), DemandMetric.MAE)).isCloseTo(4, within(EXACT));
    assertThat(value(scores.sellable(), DemandMetric.MAE)).isCloseTo(2, within(EXACT));
    assertThat(scores.sellable().targets()).isEqualTo(1);
  }

  @Test
  void whereDemandIsForecastWhatWasSoldOutIsNoTarget() {
    double[][] values = {{1, 2, 7, 3}};
    SeriesTable table = Demands.table("1h", values, new boolean[][] {{false, false, true, false}});
    ScoreFrame frame = Demands.ofDemand(Demands.frame(table, 2, 4, 2, 1));
    DemandScores scores = scores(frame, Demands.points(0, 1, 1, 1));
    assertThat(value(scores.metrics(), DemandMetric.MAE)).isCloseTo(2, within(EXACT));
    assertThat(scores.metrics().targets()).isEqualTo(1);
    assertThat(scores.sellable().targets()).isZero();
  }

  @Test
  void whatIsNotAForecastOfTheFrameIsRefused() {
    SeriesTable table = Demands.table(new double[] {1, 2, 7, 3});
    DemandScores scores = new DemandScores(Demands.frame(table, 2, 4, 2, 1));
    assertThatThrownBy(() -> scores.add(Demands.points(0, 1, 1)))
        .hasMessage(
            "DemandScores.add: a forecast must have 2 steps, but that of series store0/product0,"
                + " origin 2024-01-01T01:00:00Z has 1.");
    Distribution broken = new Broken();
    assertThatThrownBy(() -> scores.add(new Forecast(new Origin(0, 1), List.of(broken, broken))))
        .hasMessageContaining("series store0/product0, origin 2024-01-01T01:00:00Z, step 1")
        .hasMessageContaining("finite");
  }

  /** A distribution whose mean does not exist. */
  private record Broken() implements Distribution {
    @Override
    public double mean() {
      return Double.NaN;
    }

    @Override
    public double quantile(double p) {
      return 0;
    }

    @Override
    public double cdf(double y) {
      return 1;
    }

    @Override
    public double below(double y) {
      return 0;
    }

    @Override
    public double crps(double y) {
      return 0;
    }

    @Override
    public double logLikelihood(double y) {
      return 0;
    }
  }

  private static List<Forecast> forecasts(SeriesTable table, int from, int to, double scale) {
    return Origins.of(table, from, to, 5, 5).list().stream()
        .map(
            origin -> {
              List<Distribution> steps = new ArrayList<>();
              for (int h = 1; h <= 5; h++) {
                double mean = 1 + Math.floorMod(origin.step() * 31 + origin.series() * 7 + h, 11);
                steps.add(Empirical.of(0, scale * mean, 2 * scale * mean));
              }
              return new Forecast(origin, steps);
            })
        .toList();
  }

  private static double[][] scaled(double[][] values, double factor) {
    return Arrays.stream(values)
        .map(row -> Arrays.stream(row).map(y -> factor * y).toArray())
        .toArray(double[][]::new);
  }

  @Property(tries = 20)
  void relativeMetricsHaveNoUnit(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int n) {
    double[][] values = Demands.counts(seed, n, 43);
    SeriesTable table = Demands.table(values);
    SeriesTable larger = Demands.table(scaled(values, 8));
    DemandScores one = new DemandScores(Demands.frame(table, 30, 43, 5, 7));
    one.add(forecasts(table, 30, 43, 1));
    DemandScores eight = new DemandScores(Demands.frame(larger, 30, 43, 5, 7));
    eight.add(forecasts(larger, 30, 43, 8));
    for (DemandMetric metric : DemandMetric.values()) {
      double factor =
          switch (metric) {
            case MAE, RMSE, CRPS, WIDTH80, WIDTH95 -> 8;
            default -> 1;
          };
      assertThat(eight.metrics().get(metric).isPresent())
          .isEqualTo(one.metrics().get(metric).isPresent());
      assertThat(eight.metrics().get(metric).orElse(0))
          .as(metric.key())
          .isCloseTo(factor * one.metrics().get(metric).orElse(0), within(EXACT));
    }
  }

  @Property(tries = 20)
  void aPerfectForecastHasNoError(@ForAll long seed) {
    SeriesTable table = Demands.table(Demands.counts(seed, 3, 31));
    DemandScores scores = new DemandScores(Demands.frame(table, 20, 31, 1, 3));
    Origins.of(table, 20, 31, 1, 1)
        .list()
        .forEach(
            o ->
                scores.add(
                    Demands.points(o.series(), o.step(), table.value(o.series(), o.step() + 1))));
    assertThat(scores.metrics().targets()).isEqualTo(33);
    scores
        .metrics()
        .toJson()
        .forEach(
            (key, value) -> {
              if (!key.equals("targets")) {
                assertThat((Double) value).as(key).isZero();
              }
            });
  }

  @Property(tries = 20)
  void orderAndPartsDoNotMatter(@ForAll long seed) {
    SeriesTable table = Demands.table(Demands.counts(seed, 4, 59));
    ScoreFrame frame = Demands.frame(table, 41, 59, 5, 7);
    List<Forecast> all = new ArrayList<>(forecasts(table, 41, 59, 1));
    DemandScores ordered = new DemandScores(frame);
    ordered.add(all);
    Collections.shuffle(all, new Random(seed));
    DemandScores first = new DemandScores(frame);
    DemandScores second = new DemandScores(frame);
    first.add(all.subList(0, all.size() / 3));
    second.add(all.subList(all.size() / 3, all.size()));
    second.add(first);
    for (DemandMetric metric : DemandMetric.values()) {
      assertThat(second.metrics().get(metric).orElse(-1))
          .as(metric.key())
          .isCloseTo(ordered.metrics().get(metric).orElse(-1), within(EXACT));
    }
    assertThat(second.periods().absoluteMinus(ordered.periods()))
        .hasSize(18)
        .containsOnly(new double[] {0}, within(EXACT));
  }

  @Test
  void aRightDistributionBeatsItsOwnMedian() {
    double mean = 3.7;
    SeriesTable table = Demands.table(poisson(40, 400, mean));
    ScoreFrame frame = Demands.frame(table, 200, 400, 1, 24);
    Map<String, Distribution> contestants =
        Map.of(
            "right", new Poisson(mean),
            "median", new PointMass(new Poisson(mean).quantile(0.5)),
            "wide", new NegativeBinomial(mean, 2));
    Map<String, DemandMetrics> metrics = new HashMap<>();
    contestants.forEach(
        (name, distribution) -> {
          DemandScores scores = new DemandScores(frame);
          Demands.forecaster(name, 1, (t, o, h) -> distribution)
              .forecast(table, Origins.of(table, 200, 400, 1, 1).list())
              .forEach(scores::add);
          metrics.put(name, scores.metrics());
        });
    for (DemandMetric metric : List.of(DemandMetric.WQL, DemandMetric.CRPS)) {
      assertThat(value(metrics.get("right"), metric))
          .isLessThan(value(metrics.get("wide"), metric))
          .isLessThan(value(metrics.get("median"), metric));
    }
  }

  private static double[][] poisson(int series, int steps, double mean) {
    SplittableRandom random = new SplittableRandom(17);
    double[][] values = new double[series][steps];
    for (double[] row : values) {
      Arrays.setAll(row, t -> new Poisson(mean).draw(random));
    }
    return values;
  }

  @Test
  void owaIsRelativeToNaive2() {
    ScoreFrame frame = Demands.frame(Demands.table(FIRST, SECOND), 4, 6, 2, 2);
    DemandScores model = scores(frame, Demands.points(0, 3, 3, 2), Demands.points(1, 3, 3, 0));
    DemandScores naive = scores(frame, Demands.points(0, 3, 4, 1), Demands.points(1, 3, 4, 0));
    DemandComparison comparison =
        new DemandComparison(model, Map.of("naive2", naive), Optional.empty());
    double smape = (1.2 + 2.0 / 3) / ((2.0 / 3 + 2) / 2 + 0.4);
    double mase = (1.5 + 2) / (1.5 + 2 / 1.5);
    assertThat((Double) comparison.metrics().get("owa"))
        .isCloseTo((smape + mase) / 2, within(EXACT));
    assertThat((Double) comparison.baselineMetrics().get("naive2").get("owa"))
        .isCloseTo(1, within(EXACT));
  }
}
