package org.unroll4j.studies.demand.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.unroll4j.data.distribution.PointMass;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.studies.demand.forecast.Origins;

class DemandComparisonTest {

  private static final int FROM = 24 * 5;
  private static final int TO = 24 * 12;
  private static final int HORIZON = 6;
  private static final double EXACT = 1e-6;

  private final SeriesTable table = Demands.table(Demands.counts(21, 5, TO));

  /** A forecaster that is wrong by error·h at step h, and a little by chance. */
  private DemandScores scores(String frequency, double error) {
    SeriesTable actuals =
        frequency.equals("1h")
            ? table
            : Demands.table(frequency, Demands.counts(21, 5, TO), new boolean[5][TO]);
    DemandScores scores = new DemandScores(Demands.frame(actuals, FROM, TO, HORIZON, 24));
    Demands.forecaster(
            "off",
            HORIZON,
            (t, o, h) -> {
              int step = o.step() + h;
              double chance = error * (step * 7 % 11 - 5) / 10.0;
              return new PointMass(t.value(o.series(), step) + error * h + chance);
            })
        .forecast(actuals, Origins.of(actuals, FROM, TO, HORIZON, HORIZON).list())
        .forEach(scores::add);
    return scores;
  }

  private DemandComparison comparison(String frequency) {
    Map<String, DemandScores> baselines = new LinkedHashMap<>();
    baselines.put("far", scores(frequency, 3));
    baselines.put("near", scores(frequency, -2));
    return new DemandComparison(scores(frequency, 1), baselines, Optional.of(scores(frequency, 0)));
  }

  @SuppressWarnings("unchecked")
  private static double figure(Map<String, Object> json, String... path) {
    Object at = json;
    for (String key : path) {
      at = ((Map<String, Object>) at).get(key);
    }
    return ((Number) at).doubleValue();
  }

  @Test
  void errorsByStepOfTheHorizon() {
    List<Map<String, Object>> steps = comparison("1h").byStep();
    assertThat(steps).hasSize(HORIZON);
    for (Map<String, Object> step : steps) {
      double h = figure(step, "step");
      assertThat(figure(step, "model", "mae")).isBetween(h - 0.5, h + 0.5);
      assertThat(figure(step, "baselines", "near", "mae"))
          .isCloseTo(2 * figure(step, "model", "mae"), within(EXACT));
      assertThat(figure(step, "baselines", "far", "bias"))
          .isCloseTo(3 * figure(step, "model", "bias"), within(EXACT));
      assertThat(figure(step, "attainable", "rmse")).isZero();
      assertThat(figure(step, "targets")).isEqualTo(5.0 * (TO - FROM) / HORIZON);
    }
  }

  @Test
  void errorsByHourOfDayOrDayOfTheWeek() {
    List<Map<String, Object>> hours = comparison("1h").byHour();
    assertThat(hours).hasSize(24);
    assertThat(hours)
        .allSatisfy(h -> assertThat(figure(h, "targets")).isEqualTo(5.0 * (TO - FROM) / 24));
    assertThat(hours.get(23)).containsEntry("hour", 23);
    // Hour 0 is always step 1 of the horizon, 1 + a chance of mean 0 … hour 5 is step 6.
    assertThat(figure(hours.get(5), "model", "mae"))
        .isGreaterThan(figure(hours.get(0), "model", "mae") + 4);
    assertThat(comparison("1d").byHour()).hasSize(7).first().extracting("weekday").isEqualTo(1);
    assertThat(comparison("1w").byHour()).isEmpty();
  }

  @Test
  void groupsOfSeriesAddUp() {
    DemandComparison comparison = comparison("1h");
    SeriesGroups groups = comparison.groups();
    assertThat(groups.byKey()).containsOnlyKeys("store", "product");
    List<Map<String, Object>> stores = groups.byKey().get("store");
    assertThat(stores)
        .extracting(s -> s.get("value"))
        .containsExactlyInAnyOrder("store0", "store1", "store2");
    assertThat(stores)
        .isSortedAccordingTo((a, b) -> Double.compare(figure(b, "total"), figure(a, "total")));
    double errors =
        stores.stream().mapToDouble(s -> figure(s, "model", "wape") * figure(s, "total")).sum();
    double total = stores.stream().mapToDouble(s -> figure(s, "total")).sum();
    assertThat(errors / total).isCloseTo(figure(comparison.metrics(), "wape"), within(EXACT));

    List<Map<String, Object>> series = groups.bySeries();
    assertThat(series).hasSize(5);
    assertThat(series.get(0)).containsKeys("name", "mase", "rmsse", "smape");
    assertThat(series.stream().mapToDouble(s -> figure(s, "mase")).average().orElseThrow())
        .isCloseTo(figure(comparison.metrics(), "mase"), within(EXACT));
    assertThat(figure(series.get(4), "baselines", "far", "mae"))
        .isCloseTo(3 * figure(series.get(4), "mae"), within(EXACT));

    List<Map<String, Object>> volumes = groups.byVolume();
    assertThat(volumes.stream().mapToDouble(v -> figure(v, "series")).sum()).isEqualTo(5);
    assertThat(volumes.stream().mapToDouble(v -> figure(v, "targets")).sum())
        .isEqualTo(figure(comparison.metrics(), "targets"));
  }

  @Property(tries = 50)
  void volumeClassesKeepOrderAndTies(@ForAll @Size(min = 1, max = 40) List<Byte> drawn) {
    double[] volume =
        drawn.stream().mapToDouble(b -> b < -100 ? Double.NaN : Math.floorMod(b, 13)).toArray();
    List<VolumeClass> classes = VolumeClass.of(volume);
    assertThat(classes).hasSizeLessThanOrEqualTo(VolumeClass.CLASSES);
    assertThat(classes.stream().flatMapToInt(c -> Arrays.stream(c.series())).sorted().toArray())
        .isEqualTo(
            IntStream.range(0, volume.length).filter(s -> !Double.isNaN(volume[s])).toArray());
    for (int i = 0; i < classes.size(); i++) {
      VolumeClass here = classes.get(i);
      assertThat(Arrays.stream(here.series()).mapToDouble(s -> volume[s]))
          .allMatch(v -> here.from() <= v && v <= here.to());
      assertThat(i == 0 || classes.get(i - 1).to() < here.from()).isTrue();
    }
  }

  @Test
  void differencesAndTheBestBaseline() {
    DemandComparison comparison = comparison("1h");
    assertThat(comparison.bestBaseline())
        .containsEntry("wape", "near")
        .containsEntry("rmse", "near")
        .containsEntry("wql", "near");
    double mae = figure(comparison.metrics(), "mae");
    Map<String, Object> differences = comparison.differences();
    assertThat(differences).containsOnlyKeys("far", "near");
    assertThat(figure(differences, "far", "meanDifference")).isCloseTo(-2 * mae, within(EXACT));
    assertThat(figure(differences, "near", "meanDifference")).isCloseTo(-mae, within(EXACT));
    assertThat(figure(differences, "near", "wql", "meanDifference")).isCloseTo(-mae, within(EXACT));
    assertThat(figure(differences, "far", "periods")).isEqualTo(TO - FROM);
    assertThat(figure(differences, "far", "pValue")).isLessThan(1e-3);
  }

  @Test
  void differentTargetsCannotBeCompared() {
    DemandScores fewer = new DemandScores(Demands.frame(table, FROM, TO, HORIZON, 24));
    fewer.add(Demands.points(0, FROM - 1, 1, 2, 3, 4, 5, 6));
    DemandComparison comparison =
        new DemandComparison(scores("1h", 1), Map.of("fewer", fewer), Optional.empty());
    assertThatThrownBy(comparison::differences)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("same targets");
  }
}
