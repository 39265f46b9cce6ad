package org.unroll4j.data.generate.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.unroll4j.data.DataException;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.distribution.RandomisedPit;
import org.unroll4j.data.series.Frequency;
import org.unroll4j.data.series.Missing;
import org.unroll4j.data.series.SeriesColumns;
import org.unroll4j.data.series.SeriesRow;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.series.SeriesTableBuilder;
import org.unroll4j.data.series.TimeGrid;
import org.unroll4j.data.windows.Origin;

class DemandOracleTest {
  private static final DemandSizes SIZES = new DemandSizes(5, 7, 59, 71);

  private static DemandOracle oracle;
  private static SeriesTable table;
  private static List<Hour> hours;

  /** An hour whose shelf was not empty, and the law of its demand. */
  private record Hour(int series, int step, double actual, Distribution law) {
    double before(int h) {
      return table.value(series, step - h);
    }
  }

  @BeforeAll
  static void generate() {
    oracle = DemandOracle.of(SIZES);
    table = DemandGenerator.table(SIZES);
    hours = hours(1, 1);
    assertThat(hours).hasSizeGreaterThan(40_000);
  }

  /** Hours that are {@code horizon} hours after each {@code stride}th origin. */
  private static List<Hour> hours(int horizon, int stride) {
    List<Origin> origins = new ArrayList<>();
    for (int s = 0; s < table.size(); s++) {
      for (int t = table.first(s) + s % 24; t + horizon < table.end(s); t += stride) {
        if (!table.stockout(s, t + horizon)) {
          origins.add(new Origin(s, t));
        }
      }
    }
    List<List<Distribution>> laws = oracle.forecasts(table, origins, horizon);
    List<Hour> hours = new ArrayList<>();
    for (int i = 0; i < laws.size(); i++) {
      Origin origin = origins.get(i);
      int step = origin.step() + horizon;
      Distribution law = laws.get(i).get(horizon - 1);
      hours.add(new Hour(origin.series(), step, table.value(origin.series(), step), law));
    }
    return hours;
  }

  /** Mean residuals are zero in every group: a sum is within 4.5 standard errors. */
  private static void assertUnbiased(List<Hour> judged, BiFunction<Hour, Integer, Object> group) {
    Map<String, double[]> sums = new TreeMap<>();
    for (Hour hour : judged) {
      double residual = hour.actual - hour.law.mean();
      double[] sum =
          sums.computeIfAbsent(String.valueOf(group.apply(hour, hour.step)), k -> new double[3]);
      sum[0] += residual;
      sum[1] += residual * residual;
      sum[2]++;
    }
    sums.values().removeIf(sum -> sum[2] < 300);
    assertThat(sums).hasSizeGreaterThan(1);
    sums.forEach(
        (name, sum) ->
            assertThat(Math.abs(sum[0]))
                .as("group %s of %.0f hours", name, sum[2])
                .isLessThanOrEqualTo(4.5 * Math.sqrt(sum[1])));
  }

  /** Randomised PITs are uniform: the share of each of 20 bins is within 4.5 standard errors. */
  private static void assertUniform(List<Hour> judged) {
    SplittableRandom random = new SplittableRandom(9);
    int[] bins = new int[20];
    for (Hour hour : judged) {
      bins[(int) (bins.length * RandomisedPit.of(hour.law, hour.actual, random))]++;
    }
    double expected = judged.size() / (double) bins.length;
    for (int count : bins) {
      assertThat((double) count).isCloseTo(expected, within(4.5 * Math.sqrt(expected)));
    }
  }

  @Test
  void theNextHourIsUniformUnderItsLaw() {
    assertUniform(hours);
    for (int p = 0; p < SIZES.products(); p++) {
      String product = Product.name(SIZES, p);
      assertUniform(hours.stream().filter(h -> table.key(1, h.series).equals(product)).toList());
    }
  }

  @Test
  void meansAreRightInEveryGroupOfCalendarAndPlace() {
    assertUnbiased(hours, (hour, t) -> table.local(t).getHour());
    assertUnbiased(hours, (hour, t) -> table.local(t).getDayOfWeek());
    assertUnbiased(hours, (hour, t) -> table.local(t).getDayOfYear() / 7);
    assertUnbiased(hours, (hour, t) -> table.name(hour.series));
  }

  @Test
  void meansAreRightInEveryGroupOfCovariates() {
    assertThat(table.knownNames()).containsExactly("promotion", "holiday", "temperature", "rain");
    for (int c = 0; c < 4; c++) {
      int covariate = c;
      assertUnbiased(hours, (hour, t) -> Math.ceil(table.known(covariate, hour.series, t) / 3));
    }
  }

  @Test
  void meansAreRightWhateverWasSoldBefore() {
    assertUnbiased(hours, (hour, t) -> hour.before(1));
    assertUnbiased(hours, (hour, t) -> Math.ceil(hour.before(1) - hour.before(24)));
    assertUnbiased(hours, (hour, t) -> hour.before(1) + hour.before(2) + hour.before(3) == 0);
    assertUnbiased(hours, (hour, t) -> table.stockout(hour.series, t - 1));
    assertUnbiased(hours, (hour, t) -> Math.rint(2 * Math.log(hour.law.mean())));
  }

  @Test
  void intervalsCoverAsOftenAsTheySay() {
    double covered = 0;
    double expected = 0;
    double variance = 0;
    for (Hour hour : hours) {
      double low = hour.law.quantile(0.1);
      double high = hour.law.quantile(0.9);
      double share = hour.law.cdf(high) - hour.law.below(low);
      covered += hour.actual >= low && hour.actual <= high ? 1 : 0;
      expected += share;
      variance += share * (1 - share);
    }
    assertThat(covered).isCloseTo(expected, within(4.5 * Math.sqrt(variance)));
    assertThat(expected / hours.size()).as("counts make it more").isGreaterThan(0.85);
  }

  @Test
  void laterHoursAreUniformAndUnbiasedToo() {
    List<Hour> later = hours(7, 11);
    assertUniform(later);
    assertUnbiased(later, (hour, t) -> table.local(t).getHour() / 6);
    assertUnbiased(later, (hour, t) -> Math.signum(hour.before(7) - hour.before(24)));
    double difference =
        later.stream()
            .mapToDouble(h -> ((SimulatedDemand) h.law).sample().mean() - h.law.mean())
            .sum();
    double total = later.stream().mapToDouble(h -> h.law.mean()).sum();
    assertThat(difference / total).as("simulated against exact means").isCloseTo(0, within(0.01));
  }

  @Test
  void theHourAfterTheNextByHand() {
    // From 6 o'clock to 8 no episode begins, so that the law is a sum over what 7 o'clock sells.
    SeriesPlan plan = SeriesPlan.of(SIZES, Store.of(SIZES, 2), Product.of(SIZES, 0));
    int origin = 24 * 30 + 6;
    int series = table.series("S03/P01");
    double[] momentum = Momentum.STANDARD.path(plan, SalesPath.of(SIZES, plan).seen(plan.first()));
    double base = plan.base()[origin + 1];
    DemandLaw law = plan.product().category().law();
    List<Distribution> laws = oracle.forecast(table, new Origin(series, origin), 3);
    for (int y = 0; y < 25; y++) {
      double exact = 0;
      DemandLaw.Mass mass = law.mass(base * momentum[origin + 1]);
      for (; !mass.isOver(); mass.next()) {
        double next = Momentum.STANDARD.after(momentum[origin + 1], base, mass.count());
        exact += mass.value() * law.of(plan.base()[origin + 2] * next).cdf(y);
      }
      assertThat(laws.get(1).cdf(y)).isCloseTo(exact, within(0.015));
    }
    double expected = Momentum.STANDARD.unseen(momentum[origin + 1]);
    assertThat(laws.get(1).mean()).isCloseTo(plan.base()[origin + 2] * expected, within(1e-9));
  }

  @Test
  void doesNotLookAhead() {
    for (Origin origin : List.of(new Origin(0, 700), new Origin(9, 1001), new Origin(34, 1111))) {
      List<Distribution> whole = oracle.forecast(table, origin, 5);
      List<Distribution> known = oracle.forecast(table.knownAt(origin.step()), origin, 5);
      for (int h = 0; h < 5; h++) {
        assertThat(known.get(h).mean()).isEqualTo(whole.get(h).mean());
        assertThat(known.get(h).quantile(0.83)).isEqualTo(whole.get(h).quantile(0.83));
        assertThat(known.get(h).cdf(3)).isEqualTo(whole.get(h).cdf(3));
      }
    }
  }

  @Test
  void severalOriginsInAnyOrderAreWhatEachIsAlone() {
    List<Origin> origins = List.of(new Origin(7, 900), new Origin(3, 905), new Origin(7, 871));
    List<List<Distribution>> together = oracle.forecasts(table, origins, 2);
    for (int i = 0; i < origins.size(); i++) {
      List<Distribution> alone = oracle.forecast(table, origins.get(i), 2);
      assertThat(together.get(i).get(0)).isEqualTo(alone.get(0));
      assertThat(together.get(i).get(1).cdf(2)).isEqualTo(alone.get(1).cdf(2));
    }
  }

  @Test
  void findsTheHoursOfATableThatBeginsLaterOrHasNoFlags() {
    SeriesColumns all = DemandGenerator.columns();
    SeriesColumns few =
        new SeriesColumns(
            all.keys(), all.time(), null, all.value(), List.of(), List.of(), List.of(), null);
    int cut = 331;
    SeriesTableBuilder builder = new SeriesTableBuilder(table.grid(), few);
    int series = builder.series(List.of("S02", "P04"), List.of());
    int original = table.series("S02/P04");
    for (int t = cut; t < table.end(original); t++) {
      builder.put(series, t, SeriesRow.of(table.value(original, t)));
    }
    SeriesTable later = builder.build(Missing.ZERO);
    assertThat(later.time(0)).isEqualTo(table.time(cut));
    Distribution there = oracle.forecast(later, new Origin(series, 970 - cut), 1).get(0);
    Distribution here = oracle.forecast(table, new Origin(original, 970), 1).get(0);
    assertThat(there.mean()).isCloseTo(here.mean(), within(1e-6 * here.mean()));
  }

  private static SeriesTable tableOf(String product, String hours) {
    SeriesColumns columns =
        new SeriesColumns(
            List.of("store", product), "time", null, "y", List.of(), List.of(), List.of(), null);
    TimeGrid grid = table.grid();
    SeriesTableBuilder builder =
        new SeriesTableBuilder(
            new TimeGrid(Frequency.parse(hours), grid.zone(), grid.start()), columns);
    builder.put(builder.series(List.of("S01", "P99"), List.of()), 0, SeriesRow.of(3));
    return builder.build(Missing.ABSENT);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    Origin origin = new Origin(0, 0);
    assertThatThrownBy(() -> oracle.forecast(tableOf("article", "1h"), origin, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the table has [store, article] every 1h");
    assertThatThrownBy(() -> oracle.forecast(tableOf("product", "2h"), origin, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("every 2h");
    assertThatThrownBy(() -> oracle.forecast(tableOf("product", "1h"), origin, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("\"S01/P99\" is none of the generated ones, S01/P01 to S05/P07");
    assertThatThrownBy(() -> oracle.forecast(table, new Origin(0, SIZES.steps() - 3), 3))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("knows 1416 hours, but was asked for 3 after step 1413")
        .hasMessageNotContaining("\n");
  }
}
