package org.unroll4j.studies.demand.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.unroll4j.data.distribution.PointMass;
import org.unroll4j.data.distribution.Poisson;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.studies.config.ConfigException;
import org.unroll4j.studies.demand.forecast.Forecaster;
import org.unroll4j.studies.demand.scores.DemandMetric;
import org.unroll4j.studies.demand.scores.DemandScores;
import org.unroll4j.studies.demand.scores.Demands;

class BacktestTest {

  private static final int H = 4;
  private final SeriesTable table = Demands.table(Demands.counts(8, 3, 24 * 9));

  private static Forecaster meanOf(SeriesTable known, Fold fold) {
    double[] means = new double[known.size()];
    for (int s = 0; s < means.length; s++) {
      for (int t = fold.trainFrom(); t < fold.trainEnd(); t++) {
        means[s] += known.value(s, t) / (fold.trainEnd() - fold.trainFrom());
      }
    }
    return Demands.forecaster("mean", H, (t, o, h) -> new Poisson(means[o.series()] + 0.01));
  }

  private static Forecaster last() {
    return Demands.forecaster("last", H, (t, o, h) -> new PointMass(t.value(o.series(), o.step())));
  }

  @Test
  void expandingAndSlidingFolds() {
    assertThat(new FoldPlan(3, 10, 5, 0, H, H).of(table))
        .containsExactly(
            new Fold(1, 0, 181, 186, 196),
            new Fold(2, 0, 191, 196, 206),
            new Fold(3, 0, 201, 206, 216));
    assertThat(new FoldPlan(2, 10, 0, 24, H, H).of(table))
        .containsExactly(new Fold(1, 172, 196, 196, 206), new Fold(2, 182, 206, 206, 216));
    assertThatThrownBy(() -> new FoldPlan(9, 24, 1, 0, H, H).of(table))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("need 218 steps, but the table has 216");
    assertThatThrownBy(() -> new FoldPlan(0, 24, 0, 0, H, H)).hasMessageContaining("folds");
  }

  @Test
  void everyFoldIsTrainedOnWhatWasKnown() {
    FoldPlan plan = new FoldPlan(3, 13, 7, 48, H, H);
    List<Fold> trained = new ArrayList<>();
    BacktestResult result =
        new Backtest(table, plan, 24, 3, 1, false)
            .run(
                (known, fold) -> {
                  trained.add(fold);
                  assertThat(known.end()).isEqualTo(fold.validationEnd());
                  assertThat(known.value(0, fold.validationEnd())).isNaN();
                  assertThat(known.value(0, fold.validationEnd() - 1)).isNotNaN();
                  return List.of(meanOf(known, fold), last());
                },
                fold -> assertThat(fold.fold()).isEqualTo(trained.get(trained.size() - 1)));
    assertThat(trained).isEqualTo(plan.of(table));

    DemandScores overall = result.overall().model();
    assertThat(overall.metrics().targets()).isEqualTo(3L * 3 * 13);
    double mae = 0;
    for (FoldScores fold : result.folds()) {
      assertThat(fold.comparison().model().metrics().targets()).isEqualTo(3L * 13);
      mae += fold.comparison().model().metrics().get(DemandMetric.MAE).orElseThrow() / 3;
    }
    assertThat(overall.metrics().get(DemandMetric.MAE).orElseThrow()).isCloseTo(mae, within(1e-9));
    assertThat(result.overall().differences()).containsOnlyKeys("last");
    assertThat(result.calibration().toJson()).containsKeys("coverage", "pit");
  }

  @Test
  void theFigureOfAFoldIsThatOfItsOwnTest() {
    double[] values = new double[40];
    for (int t = 0; t < values.length; t++) {
      values[t] = t < 20 ? 1 : t < 30 ? 3 : 7;
    }
    Forecaster one = Demands.forecaster("one", 5, (t, o, h) -> new PointMass(1));
    BacktestResult result =
        new Backtest(Demands.table(values), new FoldPlan(2, 10, 2, 0, 5, 5), 1, 0, 1, false)
            .run((known, fold) -> List.of(one), fold -> {});
    List<?> folds = (List<?>) result.toJson(true).get("folds");
    Map<?, ?> first = (Map<?, ?>) folds.get(0);
    assertThat(first.get("origin")).isEqualTo("2024-01-01T19:00:00Z");
    assertThat(first.get("trainedTo")).isEqualTo("2024-01-01T17:00:00Z");
    assertThat(((Map<?, ?>) first.get("metrics")).get("mae")).isEqualTo(2.0);
    assertThat(((Map<?, ?>) ((Map<?, ?>) folds.get(1)).get("metrics")).get("mae")).isEqualTo(6.0);
    assertThat(result.overall().metrics()).containsEntry("mae", 4.0);
  }

  @Test
  void aForecasterThatSeesTheFutureIsRefused() {
    Forecaster peeking =
        Demands.forecaster(
            "peeking",
            H,
            (t, o, h) -> {
              float next = t.value(o.series(), o.step() + 1);
              return new PointMass(Float.isNaN(next) ? 0 : next);
            });
    Backtest backtest = new Backtest(table, new FoldPlan(2, 12, 0, 0, H, H), 24, 5, 1, false);
    assertThatThrownBy(() -> backtest.run((known, fold) -> List.of(last(), peeking), f -> {}))
        .isInstanceOf(LeakException.class)
        .hasMessageContaining("\"peeking\"");
  }

  @Test
  void foldsMustHaveTheSameForecasters() {
    Backtest backtest = new Backtest(table, new FoldPlan(2, 12, 0, 0, H, H), 24, 0, 1, false);
    assertThatThrownBy(
            () ->
                backtest.run(
                    (known, fold) ->
                        fold.number() == 1 ? List.of(last()) : List.of(meanOf(known, fold)),
                    f -> {}))
        .hasMessageContaining("fold 2 has [mean]");
  }
}
