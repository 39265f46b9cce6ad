package org.unroll4j.studies.demand.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.unroll4j.data.DataException;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.studies.demand.backtest.LeakProbe;
import org.unroll4j.studies.demand.forecast.Forecast;
import org.unroll4j.studies.demand.forecast.Forecaster;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemandBaselinesTest {

  private static final int HOURS = 24;
  private static final int DAYS = 43;
  private static final int TRAIN_END = 33 * HOURS;
  private static final int VALIDATION_END = 38 * HOURS;
  private static final FitBudget BUDGET = new FitBudget(3000, 1000, 2, 30, 600);
  private static final DemandBaselines.Options OPTIONS =
      new DemandBaselines.Options(HOURS, HOURS, 5, true, BUDGET);

  private final SeriesTable table = ToyDemand.shop(4, DAYS, 1);
  private final List<Origin> test =
      ToyDemand.origins(table, VALIDATION_END - 1, table.steps() - HOURS, HOURS);
  private DemandBaselines baselines;
  private final Map<String, DemandBaseline> byName = new HashMap<>();

  private static DemandBaselines fit(SeriesTable table) {
    return DemandBaselines.fit(table, FitRange.of(table, TRAIN_END, VALIDATION_END), OPTIONS);
  }

  @BeforeAll
  void fit() {
    baselines = fit(table);
    baselines.fitted().forEach(baseline -> byName.put(baseline.name(), baseline));
  }

  /** All that can be asked of some forecasts, for comparison. */
  private static List<Double> figures(Forecaster forecaster, SeriesTable table, List<Origin> from) {
    List<Double> figures = new ArrayList<>();
    for (Forecast forecast : forecaster.forecast(table, from)) {
      for (Distribution step : forecast.steps()) {
        figures.add(step.mean());
        for (int percent = 5; percent < 100; percent += 10) {
          figures.add(step.quantile(percent / 100.0));
        }
      }
    }
    return figures;
  }

  private double squaredError(String name) {
    double sum = 0;
    for (Forecast forecast : byName.get(name).forecast(table, test)) {
      for (int h = 1; h <= HOURS; h++) {
        Origin origin = forecast.origin();
        float y = table.value(origin.series(), origin.step() + h);
        double error = Float.isNaN(y) ? 0 : y - forecast.steps().get(h - 1).mean();
        sum += error * error;
      }
    }
    return sum;
  }

  /** Where all values are zero, XGBoost's Poisson trees end in such lines after some rounds. */
  @Test
  void aLossThatIsNoNumberIsTheWorst() {
    assertThat(Boosting.loss("[7]\tvalidation-rmse:0.25")).isEqualTo(0.25);
    assertThat(Boosting.loss("[7]\tvalidation-rmse:-nan")).isInfinite();
    assertThat(Boosting.loss("[7]\tvalidation-rmse:nan")).isInfinite();
    assertThat(Boosting.loss("[7]\tvalidation-rmse:inf")).isInfinite();
  }

  @Test
  void allAreThere() {
    assertThat(baselines.fitted().stream().map(DemandBaseline::name))
        .containsExactly(
            "last",
            "seasonalDay",
            "seasonalWeek",
            "meanOfDays",
            "medianOfDays",
            "naive2",
            "linear",
            "boostedTrees");
    assertThat(baselines.notes()).isEmpty();
    assertThat(baselines.fitted()).allMatch(b -> b.description().endsWith("."));
    for (DemandBaseline baseline : baselines.fitted()) {
      List<Forecast> forecasts = baseline.forecast(table, test);
      assertThat(forecasts.stream().map(Forecast::origin)).containsExactlyElementsOf(test);
      assertThat(forecasts).allMatch(forecast -> forecast.steps().size() == HOURS);
    }
  }

  @Test
  void thoseThatLearnSeeTheSignal() {
    assertThat(squaredError("linear")).isLessThan(0.8 * squaredError("meanOfDays"));
    assertThat(squaredError("boostedTrees")).isLessThan(0.8 * squaredError("meanOfDays"));
    assertThat(squaredError("meanOfDays")).isLessThan(squaredError("seasonalDay"));
  }

  @Test
  void nothingAfterTheOriginIsLookedAt() {
    List<Origin> some = ToyDemand.origins(table, 3, 1031, 257);
    new LeakProbe(9).check(List.copyOf(baselines.fitted()), table, some);
  }

  @Test
  void nothingAfterValidationIsLearnt() {
    DemandBaselines blind = fit(table.knownAt(VALIDATION_END - 1));
    for (int b = 0; b < blind.fitted().size(); b++) {
      assertThat(figures(blind.fitted().get(b), table, test))
          .isEqualTo(figures(baselines.fitted().get(b), table, test));
    }
  }

  @Test
  void twiceTheValuesAreTwiceTheForecasts() {
    SeriesTable twice = ToyDemand.shop(4, DAYS, 2);
    DemandBaselines other = fit(twice);
    for (int b = 0; b < other.fitted().size(); b++) {
      List<Double> expected = figures(baselines.fitted().get(b), table, test);
      List<Double> doubled = figures(other.fitted().get(b), twice, test);
      for (int i = 0; i < expected.size(); i++) {
        assertThat(doubled.get(i))
            .as(other.fitted().get(b).name())
            .isCloseTo(2 * expected.get(i), within(1e-6 * (1 + expected.get(i))));
      }
    }
  }

  @Test
  void aPromotionIsKnownBeforehand() {
    for (String name : List.of("linear", "boostedTrees")) {
      double[] sum = new double[2];
      int[] count = new int[2];
      for (Forecast forecast : byName.get(name).forecast(table, test)) {
        Origin origin = forecast.origin();
        int day = (origin.step() + 1) / HOURS;
        int group = ToyDemand.promotion(origin.series(), day) ? 1 : 0;
        sum[group] += forecast.steps().get(20).mean() / (1 + origin.series());
        count[group]++;
      }
      assertThat(sum[1] / count[1]).isGreaterThan(2 * sum[0] / count[0]);
    }
  }

  @Test
  void countsHaveQuantilesThatAreCounts() {
    for (String name : List.of("linear", "boostedTrees")) {
      for (Forecast forecast : byName.get(name).forecast(table, test)) {
        for (Distribution step : forecast.steps()) {
          assertThat(step.mean()).isNotNegative();
          assertThat(step.quantile(0.9)).isEqualTo(Math.rint(step.quantile(0.9)));
          assertThat(step.quantile(0.1)).isBetween(0.0, step.quantile(0.9));
        }
      }
    }
  }

  @Test
  void theOrderOfTheOriginsDoesNotMatter() {
    List<Origin> one = List.of(test.get(test.size() - 1));
    for (DemandBaseline baseline : baselines.fitted()) {
      List<Double> all = figures(baseline, table, test);
      List<Double> alone = figures(baseline, table, one);
      assertThat(alone).isEqualTo(all.subList(all.size() - alone.size(), all.size()));
    }
  }

  @Test
  void survivesAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("baselines.json");
    baselines.write(file);
    DemandBaselines read = DemandBaselines.read(file);
    for (int b = 0; b < read.fitted().size(); b++) {
      assertThat(figures(read.fitted().get(b), table, test))
          .isEqualTo(figures(baselines.fitted().get(b), table, test));
    }
  }

  @Test
  void treesThatCannotBeUsedAreLeftOut(@TempDir Path folder) throws IOException {
    BoostedForecaster trees = (BoostedForecaster) byName.get("boostedTrees");
    byte[] no = {1, 2, 3};
    BoostedForecaster broken =
        new BoostedForecaster(trees.state(), trees.settings(), 1, no, 1, no, new double[] {0.5});
    Path file = folder.resolve("baselines.json");
    new DemandBaselines(List.of(byName.get("last"), broken), List.of()).write(file);
    DemandBaselines read = DemandBaselines.read(file);
    assertThat(read.fitted()).singleElement().isInstanceOf(LastValue.class);
    assertThat(read.notes()).singleElement().asString().contains("trees are left out");
  }

  @Test
  void fittedOnceMoreOnValidationToo() {
    DemandBaselines.Options small =
        new DemandBaselines.Options(7, 7, 5, false, new FitBudget(800, 300, 1, 6, 0));
    FitRange range = FitRange.of(table, TRAIN_END, VALIDATION_END);
    DemandBaselines once = DemandBaselines.fit(table, range, small);
    DemandBaselines again = DemandBaselines.fit(table, range.withRefit(), small);
    assertThat(once.notes()).singleElement().asString().contains("stopped at its limit of 0 s");
    int last = once.fitted().size() - 1;
    for (int b : new int[] {last - 1, last}) {
      assertThat(figures(again.fitted().get(b), table, test))
          .isNotEqualTo(figures(once.fitted().get(b), table, test));
    }
  }

  @Test
  void tooLittleToLearnFrom() {
    SeriesTable tiny = ToyDemand.series("1d", 3, 1, 4, 1, 5, 9);
    DemandBaselines few =
        DemandBaselines.fit(
            tiny,
            FitRange.of(tiny, 3, 5),
            new DemandBaselines.Options(1, 1, 1, false, FitBudget.DEFAULT));
    assertThat(few.fitted()).allMatch(PlainBaseline.class::isInstance);
    assertThat(few.notes()).hasSize(2).allMatch(note -> note.contains("left out"));
  }

  @Test
  void anotherTablesColumnsAreRefused() {
    SeriesTable other = ToyDemand.series("1h", 1, 2, 3);
    for (String name : List.of("linear", "boostedTrees")) {
      assertThatThrownBy(() -> byName.get(name).forecast(other, List.of(new Origin(0, 1))))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("fitted with the known columns [promotion], but the table has []");
    }
  }
}
