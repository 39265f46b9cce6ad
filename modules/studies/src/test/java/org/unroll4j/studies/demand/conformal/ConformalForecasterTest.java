package org.unroll4j.studies.demand.conformal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.distribution.NegativeBinomial;
import org.unroll4j.data.distribution.PointMass;
import org.unroll4j.data.distribution.Poisson;
import org.unroll4j.data.distribution.QuantileCurve;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.studies.demand.backtest.LeakProbe;
import org.unroll4j.studies.demand.forecast.Forecast;
import org.unroll4j.studies.demand.forecast.Forecaster;
import org.unroll4j.studies.demand.forecast.Origins;
import org.unroll4j.studies.demand.scores.DemandMetric;
import org.unroll4j.studies.demand.scores.DemandMetrics;
import org.unroll4j.studies.demand.scores.DemandScores;
import org.unroll4j.studies.demand.scores.Demands;
import org.unroll4j.studies.demand.scores.ScoreFrame;

class ConformalForecasterTest {

  private static final int SERIES = 26;
  private static final int VALIDATION = 240;
  private static final int TEST = 480;
  private static final int END = 720;
  private static final int H = 6;

  private static double mean(int s) {
    return 0.5 * Math.pow(1.15, s);
  }

  /** Counts with mean and dispersion 0.7 at every step: exchangeable. */
  private static SeriesTable counts() {
    SplittableRandom random = new SplittableRandom(6);
    double[][] values = new double[SERIES][END];
    for (int s = 0; s < SERIES; s++) {
      NegativeBinomial law = new NegativeBinomial(mean(s), 0.7);
      Arrays.setAll(values[s], t -> law.draw(random));
    }
    return Demands.table(values);
  }

  private static ConformalForecaster fit(Forecaster base, SeriesTable table) {
    ScoreFrame validation = Demands.frame(table, VALIDATION, TEST, H, 24);
    List<Origin> origins = Origins.of(table, VALIDATION, TEST, H, H).list();
    return ConformalForecaster.fit(base, validation, origins, false);
  }

  private static DemandMetrics test(Forecaster forecaster, SeriesTable table) {
    DemandScores scores = new DemandScores(Demands.frame(table, TEST, END, H, 24));
    Origins.of(table, TEST, END, H, H)
        .forEachBatch(100, batch -> scores.add(forecaster.forecast(table, batch)));
    return scores.metrics();
  }

  private static double value(DemandMetrics metrics, DemandMetric metric) {
    return metrics.get(metric).orElseThrow();
  }

  @Test
  void tooNarrowIntervalsHoldAgain() {
    SeriesTable table = counts();
    Forecaster narrow = Demands.forecaster("p", H, (t, o, h) -> new Poisson(mean(o.series())));
    DemandMetrics before = test(narrow, table);
    DemandMetrics after = test(fit(narrow, table), table);
    assertThat(value(before, DemandMetric.COVERAGE80)).isLessThan(0.75);
    assertThat(value(before, DemandMetric.COVERAGE95)).isLessThan(0.87);
    // At least the nominal share, and little more than the steps of small counts make unavoidable.
    assertThat(value(after, DemandMetric.COVERAGE80)).isBetween(0.79, 0.85);
    assertThat(value(after, DemandMetric.COVERAGE95)).isBetween(0.94, 0.97);
    assertThat(value(after, DemandMetric.RMSE))
        .isCloseTo(value(before, DemandMetric.RMSE), within(1e-9));
    assertThat(value(after, DemandMetric.MAE))
        .isCloseTo(value(before, DemandMetric.MAE), within(1e-9));
    assertThat(value(after, DemandMetric.CRPS)).isLessThan(value(before, DemandMetric.CRPS));
  }

  @Test
  void tooWideIntervalsShrink() {
    SeriesTable table = counts();
    Forecaster wide =
        Demands.forecaster("w", H, (t, o, h) -> new NegativeBinomial(mean(o.series()), 3));
    DemandMetrics before = test(wide, table);
    DemandMetrics after = test(fit(wide, table), table);
    assertThat(value(before, DemandMetric.COVERAGE80)).isGreaterThan(0.9);
    assertThat(value(after, DemandMetric.COVERAGE80)).isBetween(0.79, 0.87);
    assertThat(value(after, DemandMetric.WIDTH80))
        .isLessThan(0.9 * value(before, DemandMetric.WIDTH80));
  }

  @Test
  void numbersOfNoUnitAndSteps() {
    SplittableRandom random = new SplittableRandom(9);
    double[][] values = new double[SERIES][END];
    for (double[] row : values) {
      Arrays.setAll(row, t -> 50 + (1 + t % H) * random.nextGaussian());
    }
    SeriesTable table = Demands.table(values);
    double[] levels = {0.1, 0.5, 0.9};
    Forecaster flat =
        Demands.forecaster(
            "flat", H, (t, o, h) -> QuantileCurve.of(levels, new double[] {47, 50, 53}));
    ConformalForecaster corrected = fit(flat, table);
    assertThat(value(test(corrected, table), DemandMetric.COVERAGE80)).isBetween(0.785, 0.815);
    double[] widths = new double[H];
    Forecast forecast = corrected.forecast(table, List.of(new Origin(4, TEST - 1))).get(0);
    for (int h = 1; h <= H; h++) {
      Distribution step = forecast.steps().get(h - 1);
      widths[h - 1] = step.quantile(0.9) - step.quantile(0.1);
      // Test origins are multiples of H: step h has a deviation of h.
      assertThat(widths[h - 1]).isCloseTo(2 * 1.2816 * h, within(0.25 * h));
    }
  }

  @Test
  void pointsGetIntervals() {
    SeriesTable table = counts();
    Forecaster point =
        Demands.forecaster("point", H, (t, o, h) -> new PointMass(Math.rint(mean(o.series()))));
    assertThat(value(test(fit(point, table), table), DemandMetric.COVERAGE95))
        .isBetween(0.94, 0.98);
  }

  @Test
  void quantilesAreOrderedWholeCountsFromZero() {
    SeriesTable table = counts();
    for (double dispersion : new double[] {0.01, 0.4, 1}) {
      Forecaster base =
          Demands.forecaster(
              "b", H, (t, o, h) -> new NegativeBinomial(mean(o.series()), dispersion));
      ConformalForecaster corrected = fit(base, table);
      for (Forecast forecast :
          corrected.forecast(table, Origins.of(table, TEST, TEST + H, H, H).list())) {
        for (Distribution step : forecast.steps()) {
          double before = 0;
          for (double p = 0.005; p < 1; p += 0.005) {
            double quantile = step.quantile(p);
            assertThat(quantile).isGreaterThanOrEqualTo(before);
            assertThat(quantile % 1).isZero();
            assertThat(step.cdf(quantile)).isGreaterThanOrEqualTo(p - 1e-9);
            before = quantile;
          }
          assertThat(step.below(0)).isZero();
        }
      }
    }
  }

  @Test
  void theShiftIsTheRankOfTheMisses() {
    // 19 validation values; the point 0 misses by |y| = 1 … 19, and the scale is at least the unit.
    double[] values = new double[41];
    for (int i = 0; i < 19; i++) {
      values[21 + i] = 1 + i * 7 % 19;
    }
    SeriesTable table = Demands.table(values);
    Forecaster zero = Demands.forecaster("zero", 1, (t, o, h) -> new PointMass(0));
    ScoreFrame validation = Demands.frame(table, 21, 40, 1, 1);
    List<Origin> one = List.of(new Origin(0, 20));
    ConformalForecaster fitted =
        ConformalForecaster.fit(zero, validation, Origins.of(table, 21, 40, 1, 1).list(), false);
    double[] misses = new double[19];
    for (int i = 0; i < 19; i++) {
      misses[i] = values[21 + i] / fitted.correction().scale(table, 0, 20 + i);
    }
    Arrays.sort(misses);
    // ⌈20·0.8⌉ = 16 and ⌈20·0.5⌉ = 10.
    assertThat(fitted.correction().shifts()[0][3]).isCloseTo(misses[15], within(1e-9));
    assertThat(fitted.correction().shifts()[0][6]).isCloseTo(misses[9], within(1e-9));
    assertThat(fitted.correction().scale(table, 0, 20)).isEqualTo(1);
    assertThat(fitted.forecast(table, one).get(0).steps().get(0).quantile(0.9))
        .isEqualTo(Math.floor(misses[15] + 1e-6));
  }

  @Test
  void theCorrectionCanBeKept() throws Exception {
    SeriesTable table = counts();
    Forecaster base = Demands.forecaster("p", H, (t, o, h) -> new Poisson(mean(o.series())));
    ConformalForecaster fitted = fit(base, table);
    ObjectMapper json = new ObjectMapper();
    ConformalCorrection read =
        json.readValue(json.writeValueAsString(fitted.correction()), ConformalCorrection.class);
    List<Origin> origins = Origins.of(table, TEST, TEST + 1, 1, H).list();
    List<Forecast> before = fitted.forecast(table, origins);
    List<Forecast> after = new ConformalForecaster(base, read).forecast(table, origins);
    for (int i = 0; i < origins.size(); i++) {
      for (double p : new double[] {0.02, 0.1, 0.6, 0.95}) {
        assertThat(after.get(i).steps().get(H - 1).quantile(p))
            .isEqualTo(before.get(i).steps().get(H - 1).quantile(p));
      }
    }
    assertThat(fitted.correction().toJson().toString())
        .contains("fromStep=1", "toStep=6", "shift50", "shift80", "shift90", "shift95");
  }

  @Test
  void itDoesNotSeeTheFuture() {
    SeriesTable table = counts();
    Forecaster base = Demands.forecaster("p", H, (t, o, h) -> new Poisson(mean(o.series())));
    LeakProbe probe = new LeakProbe(3);
    probe.check(
        List.of(fit(base, table)),
        table,
        probe.sample(Origins.of(table, TEST, END, H, H).list(), 3));
  }

  @Test
  void nothingToLearnFromIsRefused() {
    SeriesTable table = Demands.table(new double[] {1, 2, 3, 4});
    Forecaster zero = Demands.forecaster("zero", 1, (t, o, h) -> new PointMass(0));
    ScoreFrame frame = Demands.frame(table, 2, 3, 1, 1);
    assertThatThrownBy(() -> ConformalForecaster.fit(zero, frame, List.of(), false))
        .hasMessageContaining("no targets");
  }
}
