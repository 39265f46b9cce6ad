package org.unroll4j.studies.demand.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.series.Frequency;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;

class PlainBaselinesTest {

  private static final double GAP = Double.NaN;

  private static List<String> names(String frequency) {
    return DemandBaselines.plain(Frequency.parse(frequency), 3).stream()
        .map(DemandBaseline::name)
        .toList();
  }

  private static List<Distribution> steps(DemandBaseline baseline, SeriesTable table, int origin) {
    return baseline.forecast(table, List.of(new Origin(0, origin))).get(0).steps();
  }

  private static double[] points(DemandBaseline baseline, SeriesTable table, int origin) {
    return steps(baseline, table, origin).stream().mapToDouble(Distribution::mean).toArray();
  }

  @Test
  void onlyThoseThatMakeSenseForTheFrequency() {
    String[] all = {"last", "seasonalDay", "seasonalWeek", "meanOfDays", "medianOfDays"};
    assertThat(names("1h")).containsExactly(all);
    assertThat(names("15min")).containsExactly(all);
    assertThat(names("1d")).containsExactly("last", "seasonalWeek", "meanOfDays", "medianOfDays");
    assertThat(names("2d")).containsExactly("last");
    assertThat(names("1w")).containsExactly("last");
  }

  @Test
  void theLastKnownValue() {
    SeriesTable table = ToyDemand.series("1h", 3, 5, GAP, GAP, 9);
    assertThat(points(new LastValue(2), table, 3)).containsExactly(5, 5);
    assertThat(points(new LastValue(1), table, 4)).containsExactly(9);
  }

  @Test
  void theSameHourOfThePastDayThatIsKnown() {
    // 8-hour steps: three a day. Days: [1 2 3], [4 gap 6], [7 8 ...
    SeriesTable table = ToyDemand.series("8h", 1, 2, 3, 4, GAP, 6, 7, 8);
    SeasonalValue day = SeasonalValue.day(4, 3);
    assertThat(points(day, table, 5)).containsExactly(4, 2, 6, 4);
    assertThat(points(day, table, 4)).containsExactly(3, 4, 2, 3);
  }

  @Test
  void theSameWeekdayOrTheMeanOfTheSeries() {
    SeriesTable table = ToyDemand.series("1d", 5, GAP, 1, 2, 3, 4, 6, 8);
    SeasonalValue week = SeasonalValue.week(2, 7);
    assertThat(points(week, table, 6)).containsExactly(new double[] {5, 21.0 / 6}, within(1e-12));
    assertThat(points(week, table, 7)).containsExactly(new double[] {29.0 / 7, 1}, within(1e-12));
  }

  @Test
  void meanAndMedianOfTheDays() {
    SeriesTable table = ToyDemand.series("12h", 1, 10, 2, GAP, 6, 30, 7);
    SameTimeOfDay mean = new SameTimeOfDay(SameTimeOfDay.Centre.MEAN, 3, 2, 28);
    SameTimeOfDay median = new SameTimeOfDay(SameTimeOfDay.Centre.MEDIAN, 3, 2, 28);
    assertThat(points(mean, table, 5)).containsExactly(3, 20, 3);
    assertThat(points(median, table, 5)).containsExactly(2, 20, 2);
    assertThat(points(median, table, 6)).containsExactly(20, 4, 20);
    Distribution distribution = steps(mean, table, 5).get(0);
    assertThat(distribution.quantile(0.5)).isEqualTo(3);
    assertThat(distribution.quantile(0.2)).isEqualTo(1);
    assertThat(distribution.quantile(0.9)).isEqualTo(6);
    assertThat(distribution.cdf(2)).isCloseTo(2.0 / 3, within(1e-12));
  }

  @Test
  void onlyTheLast28DaysCount() {
    double[] values = IntStream.range(0, 30).mapToDouble(day -> day < 2 ? 1000 : day).toArray();
    SameTimeOfDay mean = new SameTimeOfDay(SameTimeOfDay.Centre.MEAN, 1, 1, 28);
    assertThat(points(mean, ToyDemand.series("1d", values), 29)).containsExactly(15.5);
  }

  @Test
  void nothingKnownIsZero() {
    SeriesTable table = ToyDemand.series("1h", GAP, GAP, 4);
    int beforeTheFirst = table.first(0) - 1;
    for (DemandBaseline baseline : DemandBaselines.plain(table.frequency(), 2)) {
      assertThat(points(baseline, table, beforeTheFirst)).containsOnly(0);
    }
    assertThat(points(new Naive2(2, 24), table, beforeTheFirst)).containsOnly(0);
  }

  @Test
  void thePastEndsAtTheOrigin() {
    Past past = new Past(ToyDemand.series("1h", 1, 2, 3), 0, 1);
    assertThat(past.knownValues()).containsExactly(1, 2);
    assertThatThrownBy(() -> past.value(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("step 2 lies after the origin 1");
  }

  @Property(tries = 30)
  void shiftedAndStretchedSeriesHaveShiftedAndStretchedForecasts(
      @ForAll @IntRange(min = 1, max = 1000) int seed,
      @ForAll @IntRange(min = 1, max = 53) int horizon) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] y = random.doubles(1 + random.nextInt(900), 0, 50).map(Math::rint).toArray();
    int origin = random.nextInt(y.length);
    SeriesTable table = ToyDemand.series("1h", y);
    SeriesTable other = ToyDemand.series("1h", Arrays.stream(y).map(v -> 7 + 3 * v).toArray());
    for (DemandBaseline baseline : DemandBaselines.plain(Frequency.parse("1h"), horizon)) {
      double[] expected =
          Arrays.stream(points(baseline, table, origin)).map(v -> 7 + 3 * v).toArray();
      assertThat(points(baseline, other, origin)).containsExactly(expected, within(1e-9));
    }
  }
}
