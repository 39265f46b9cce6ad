package org.unroll4j.studies.demand.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll4j.data.distribution.NegativeBinomial;
import org.unroll4j.data.distribution.PointMass;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.studies.demand.forecast.Forecaster;
import org.unroll4j.studies.demand.forecast.Origins;
import org.unroll4j.studies.demand.scores.Demands;

class LeakProbeTest {

  private static final int H = 3;
  private static final LeakProbe PROBE = new LeakProbe(7);
  private final SeriesTable table = stores();

  private static SeriesTable stores() {
    double[][] values = Demands.counts(31, 4, 97);
    boolean[][] stockouts = new boolean[4][97];
    SplittableRandom random = new SplittableRandom(1);
    for (boolean[] row : stockouts) {
      for (int t = 0; t < row.length; t++) {
        row[t] = random.nextInt(5) == 0;
      }
    }
    return Demands.table("1h", values, stockouts);
  }

  private static List<Origin> origins(SeriesTable table) {
    return PROBE.sample(Origins.of(table, 50, 97, H, H).list(), 9);
  }

  private void check(Demands.Rule rule) {
    PROBE.check(List.of(Demands.forecaster("clever", H, rule)), table, origins(table));
  }

  @Test
  void honestForecastersPass() {
    check(
        (t, o, h) -> {
          double sum = 0.1;
          for (int k = 0; k < 30; k++) {
            sum +=
                t.value(o.series(), o.step() - k) + (t.stockout(o.series(), o.step() - k) ? 1 : 0);
          }
          return new NegativeBinomial(sum, 3);
        });
    check((t, o, h) -> new PointMass(t.local(o.step() + h).getHour()));
  }

  @Test
  void holidaysAreKnownAlsoOfStepsAfterTheEndOfTheTable() {
    SeriesTable withHolidays = table.withHolidays(day -> day.getDayOfMonth() < 20);
    Demands.Rule rule = (t, o, h) -> new PointMass(t.known(0, o.series(), o.step() + h));
    List<Origin> last = List.of(new Origin(2, table.end() - 2));
    assertThatCode(
            () -> PROBE.check(List.of(Demands.forecaster("festive", H, rule)), withHolidays, last))
        .doesNotThrowAnyException();
  }

  private double seen(SeriesTable t, int series, int step) {
    float value = t.value(series, Math.min(step, t.steps() - 1));
    return Float.isNaN(value) ? 0 : value;
  }

  @Test
  void theValueToBeForecastIsFoundOut() {
    assertThatThrownBy(() -> check((t, o, h) -> new PointMass(seen(t, o.series(), o.step() + 1))))
        .isInstanceOf(LeakException.class)
        .hasMessageStartingWith("Forecaster \"clever\", series store")
        .hasMessageContaining("origin 2024-01-0")
        .hasMessageContaining("what came after is hidden");
  }

  @Test
  void smallAndIndirectLeaksAreFoundOut() {
    List<Demands.Rule> leaks =
        List.of(
            // only the last step of the horizon, only the spread
            (t, o, h) ->
                new NegativeBinomial(2, h < H ? 1 : 1 + 0.01 * seen(t, o.series(), o.step() + H)),
            // another series
            (t, o, h) -> new PointMass(seen(t, 0, o.step() + 1) + seen(t, 1, o.step() + 1)),
            // a mean over the whole table
            (t, o, h) -> {
              double sum = 0;
              for (int step = 0; step < t.steps(); step++) {
                sum += seen(t, o.series(), step);
              }
              return new PointMass(sum / t.steps());
            },
            // whether it will be sold out
            (t, o, h) -> new PointMass(t.stockout(o.series(), o.step() + 1) ? 1 : 0));
    for (Demands.Rule leak : leaks) {
      assertThatThrownBy(() -> check(leak)).isInstanceOf(LeakException.class);
    }
  }

  @Test
  void whatGuardsAgainstMissingValuesIsFoundOutByNoise() {
    // Hidden, the value reads as its past; only noise shows that it is looked at.
    Demands.Rule careful =
        (t, o, h) -> {
          boolean known = !Float.isNaN(t.value(o.series(), Math.min(o.step() + 1, 96)));
          double next = known ? seen(t, o.series(), o.step() + 1) : 0;
          return new PointMass(next > 9 ? 2 : 1);
        };
    SeriesTable quiet = Demands.table(new double[97], new double[97]);
    SeriesTable loud =
        Demands.table(
            Arrays.stream(Demands.counts(3, 3, 97))
                .map(LeakProbeTest::clip)
                .toArray(double[][]::new));
    Forecaster forecaster = Demands.forecaster("careful", H, careful);
    assertThatCode(() -> PROBE.check(List.of(forecaster), quiet, origins(quiet)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> PROBE.check(List.of(forecaster), loud, origins(loud)))
        .isInstanceOf(LeakException.class)
        .hasMessageContaining("noise takes the place");
  }

  private static double[] clip(double[] row) {
    return Arrays.stream(row).map(y -> Math.min(y + 3, 9)).toArray();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pastCovariatesAreHiddenAndKnownOnesAreNot(boolean known) {
    double[] values = Demands.counts(5, 1, 80)[0];
    SplittableRandom random = new SplittableRandom(4);
    double[] covariate = random.doubles(80).toArray();
    SeriesTable one = Demands.withCovariate(values, new double[][] {covariate}, known);
    Forecaster forecaster =
        Demands.forecaster(
            "weather",
            H,
            (t, o, h) -> {
              int step = Math.min(o.step() + h, 79);
              float x = known ? t.known(0, 0, step) : t.past(0, 0, step);
              return new PointMass(Float.isNaN(x) ? -1 : x);
            });
    List<Origin> origins = Origins.of(one, 40, 80, H, H).list();
    if (known) {
      PROBE.check(List.of(forecaster), one, origins);
    } else {
      assertThatThrownBy(() -> PROBE.check(List.of(forecaster), one, origins))
          .isInstanceOf(LeakException.class);
    }
  }

  @Test
  void chanceIsFoundOut() {
    Random random = new Random(3);
    assertThatThrownBy(() -> check((t, o, h) -> new PointMass(random.nextInt(1000))))
        .isInstanceOf(LeakException.class)
        .hasMessageContaining("asked again");
  }

  @Test
  void noiseChangesTheFutureAndNothingElse() {
    SeriesTable noisy = NoisyFuture.of(table, 60, 2);
    int same = 0;
    for (int s = 0; s < table.size(); s++) {
      assertThat(noisy.name(s)).isEqualTo(table.name(s));
      for (int t = 0; t < table.steps(); t++) {
        boolean equal =
            Float.compare(noisy.value(s, t), table.value(s, t)) == 0
                && noisy.stockout(s, t) == table.stockout(s, t);
        assertThat(t > 60 || equal).isTrue();
        same += t > 60 && equal ? 1 : 0;
        assertThat(noisy.time(t)).isEqualTo(table.time(t));
      }
    }
    assertThat(same).isZero();
    assertThat(noisy.unit()).isEqualTo(table.unit());
    double[] tenths = Arrays.stream(Demands.counts(2, 1, 90)[0]).map(y -> y / 10).toArray();
    assertThat(NoisyFuture.of(Demands.table(tenths), 40, 1).unit()).isEqualTo(0.1);
  }

  @Test
  void samplesHaveNoRepetitionAndDependOnTheSeed() {
    List<Origin> all = Origins.of(table, 50, 97, H, H).list();
    List<Origin> sample = PROBE.sample(all, 11);
    assertThat(new HashSet<>(sample)).hasSize(11);
    assertThat(all).containsAll(sample);
    assertThat(PROBE.sample(all, 11)).isEqualTo(sample);
    assertThat(new LeakProbe(8).sample(all, 11)).isNotEqualTo(sample);
    assertThat(PROBE.sample(all, 10_000)).hasSize(4 * LeakProbe.MAX_STEPS);
  }
}
