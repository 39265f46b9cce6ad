package org.unroll4j.studies.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.distribution.PointMass;
import org.unroll4j.data.distribution.Poisson;
import org.unroll4j.data.series.Frequency;
import org.unroll4j.data.series.Missing;
import org.unroll4j.data.series.SeriesColumns;
import org.unroll4j.data.series.SeriesRow;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.series.SeriesTableBuilder;
import org.unroll4j.data.series.TimeGrid;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.studies.demand.Anomaly.Kind;
import org.unroll4j.studies.demand.forecast.Forecast;

class AnomaliesTest {

  private static final int FROM = 1;

  /** A series of counts; a negative one is its amount in a step that was sold out. */
  private static SeriesTable table(int... values) {
    SeriesColumns columns =
        new SeriesColumns(
            List.of("id"), "time", null, "value", List.of(), List.of(), List.of(), "out");
    TimeGrid grid =
        new TimeGrid(new Frequency(3600), ZoneOffset.UTC, Instant.parse("2026-01-05T00:00:00Z"));
    SeriesTableBuilder builder = new SeriesTableBuilder(grid, columns);
    int series = builder.series(List.of("a"), List.of());
    for (int t = 0; t < values.length; t++) {
      builder.put(
          series, t, new SeriesRow(Math.abs(values[t]), values[t] < 0, new float[0], new float[0]));
    }
    return builder.build(Missing.ZERO);
  }

  /** What is found where the same distribution was forecast for every step but the first. */
  private static List<Anomaly> find(Distribution said, double leastScore, int... values) {
    SeriesTable table = table(values);
    List<Distribution> steps = Collections.nCopies(values.length - FROM, said);
    Outlook outlook =
        new Outlook(
            table, FROM, values.length, List.of(new Forecast(new Origin(0, FROM - 1), steps)));
    return new Anomalies(table, outlook, 3, leastScore).find();
  }

  @Test
  void aSpikeHasTheProbabilityOfSomethingAsLarge() {
    List<Anomaly> found = find(new Poisson(4), 3, 4, 3, 5, 19, 4, 2);
    assertThat(found).hasSize(1);
    Anomaly spike = found.get(0);
    assertThat(spike.kind()).isEqualTo(Kind.SPIKE);
    assertThat(spike.step()).isEqualTo(3);
    assertThat(spike.expected()).isEqualTo(4);
    // P(Y >= 19) for Poisson(4), summed by hand: 1.014e-7 + 2.03e-8 + ... = 1.28e-7.
    double tail = 0;
    double mass = Math.exp(-4);
    for (int k = 1; k < 60; k++) {
      mass *= 4.0 / k;
      tail += k >= 19 ? mass : 0;
    }
    assertThat(spike.score()).isEqualTo(-Math.log10(2 * tail), within(1e-9));
  }

  @Test
  void aDropIsOneUnlessItWasSoldOut() {
    assertThat(find(new Poisson(20), 3, 20, 21, 2, 18))
        .singleElement()
        .extracting(Anomaly::kind)
        .isEqualTo(Kind.DROP);
    assertThat(find(new Poisson(20), 3, 20, 21, -2, 18)).isEmpty();
  }

  @Test
  void aFlatLineIsOneWhereRepetitionIsRare() {
    List<Anomaly> found = find(new Poisson(100), 3, 99, 93, 104, 104, 104, 104, 104, 97);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).kind()).isEqualTo(Kind.FLAT);
    assertThat(found.get(0).step()).isEqualTo(2);
    assertThat(found.get(0).steps()).isEqualTo(5);
    double mass = Math.exp(new Poisson(100).logLikelihood(104));
    assertThat(found.get(0).score()).isEqualTo(-4 * Math.log10(mass), within(1e-6));
  }

  @Test
  void zerosOfASeriesThatIsNearlyAlwaysZeroAreNone() {
    int[] zeros = new int[60];
    assertThat(find(new Poisson(0.02), 3, zeros)).isEmpty();
  }

  @Test
  void aForecastThatIsASingleNumberKnowsNoSurprise() {
    assertThat(find(new PointMass(3), 1, 3, 90, 3, 3, 3, 3, 3, 3)).isEmpty();
  }

  @Test
  void theHighestScoresAreKeptAndComeFirst() {
    List<Anomaly> found = find(new Poisson(1), 1, 1, 9, 12, 7, 15, 1);
    assertThat(found).extracting(Anomaly::value).containsExactly(15.0, 12.0, 9.0);
  }

  @Test
  void theLatestForecastOfAStepCounts() {
    SeriesTable table = table(5, 5, 5, 5);
    List<Forecast> forecasts = new ArrayList<>();
    forecasts.add(new Forecast(new Origin(0, 1), List.of(new Poisson(7), new Poisson(8))));
    forecasts.add(
        new Forecast(new Origin(0, 0), List.of(new Poisson(1), new Poisson(2), new Poisson(3))));
    Outlook outlook = new Outlook(table, 1, 4, forecasts);
    assertThat(outlook.at(0, 1).mean()).isEqualTo(1);
    assertThat(outlook.at(0, 2).mean()).isEqualTo(7);
    assertThat(outlook.at(0, 3).mean()).isEqualTo(8);
    assertThat(outlook.at(0, 4)).isNull();
  }
}
