package org.unroll4j.studies.demand.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.distribution.NegativeBinomial;
import org.unroll4j.data.distribution.PointMass;
import org.unroll4j.data.distribution.Poisson;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.studies.demand.forecast.Forecast;
import org.unroll4j.studies.demand.forecast.Origins;

class DemandCalibrationTest {

  private static final int SERIES = 23;
  private static final int STEPS = 24 * 15;

  /** Counts of mean 0.4 + s/5. */
  private static SeriesTable table(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] values = new double[SERIES][STEPS];
    for (int s = 0; s < SERIES; s++) {
      Poisson poisson = new Poisson(mean(s));
      Arrays.setAll(values[s], t -> poisson.draw(random));
    }
    return Demands.table(values);
  }

  private static double mean(int s) {
    return 0.4 + s / 5.0;
  }

  private static List<Forecast> forecasts(SeriesTable table, Demands.Rule rule) {
    return Demands.forecaster("rule", 7, rule)
        .forecast(table, Origins.of(table, 24, STEPS, 7, 7).list());
  }

  private static DemandCalibration calibration(SeriesTable table, List<Forecast> forecasts) {
    DemandCalibration calibration =
        new DemandCalibration(Demands.frame(table, 24, STEPS, 7, 24), 5);
    calibration.add(forecasts);
    return calibration;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> pit(DemandCalibration calibration) {
    return (Map<String, Object>) calibration.toJson().get("pit");
  }

  @Test
  void flatForTheRightDistributionOfCounts() {
    SeriesTable table = table(11);
    DemandCalibration calibration =
        calibration(table, forecasts(table, (t, o, h) -> new Poisson(mean(o.series()))));
    Map<String, Object> pit = pit(calibration);
    assertThat(pit).containsEntry("uniform", true).containsEntry("clusteredBy", "time");
    double low = (Double) pit.get("low");
    double high = (Double) pit.get("high");
    double[] bins = (double[]) pit.get("bins");
    assertThat(Arrays.stream(bins).filter(b -> low <= b && b <= high).count())
        .isGreaterThanOrEqualTo(17);
    assertThat(Arrays.stream(bins).sum()).isCloseTo(1, within(1e-9));
    for (Map<String, Object> interval : coverage(calibration)) {
      double observed = (Double) interval.get("observed");
      assertThat(observed).isCloseTo((Double) interval.get("promised"), within(0.02));
      assertThat(observed).isGreaterThan((Double) interval.get("nominal") - 0.02);
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> coverage(DemandCalibration calibration) {
    return (List<Map<String, Object>>) calibration.toJson().get("coverage");
  }

  @Test
  void rejectedForDistributionsThatAreTooWideTooNarrowOrTooLow() {
    SeriesTable table = table(12);
    List<Demands.Rule> wrong =
        List.of(
            (t, o, h) -> new NegativeBinomial(mean(o.series()), 1),
            (t, o, h) -> new Poisson(0.8 * mean(o.series())),
            (t, o, h) -> new Poisson(1.25 * mean(o.series())));
    for (Demands.Rule rule : wrong) {
      assertThat(pit(calibration(table, forecasts(table, rule)))).containsEntry("uniform", false);
    }
  }

  @Test
  void theOrderOfForecastsDoesNotMatter() {
    SeriesTable table = table(13);
    List<Forecast> forecasts =
        new ArrayList<>(forecasts(table, (t, o, h) -> new Poisson(mean(o.series()))));
    double[] ordered = (double[]) pit(calibration(table, forecasts)).get("bins");
    Collections.shuffle(forecasts, new Random(1));
    assertThat((double[]) pit(calibration(table, forecasts)).get("bins")).isEqualTo(ordered);
  }

  @Test
  void pointsHaveNoCalibration() {
    SeriesTable table = table(14);
    assertThat(calibration(table, forecasts(table, (t, o, h) -> new PointMass(1))).toJson())
        .isEmpty();
  }

  @Test
  void whereDemandIsForecastStockOutsArePassedOver() {
    double[][] values = {{1, 2, 3, 4}};
    SeriesTable table = Demands.table("1h", values, new boolean[][] {{false, false, true, true}});
    Distribution poisson = new Poisson(3);
    ScoreFrame frame = Demands.frame(table, 1, 4, 3, 1);
    for (boolean demand : new boolean[] {false, true}) {
      DemandCalibration calibration =
          new DemandCalibration(demand ? Demands.ofDemand(frame) : frame, 1);
      calibration.add(
          Demands.forecaster("p", 3, (t, o, h) -> poisson)
              .forecast(table, Origins.of(table, 1, 4, 3, 3).list()));
      double[] bins = (double[]) pit(calibration).get("bins");
      assertThat(Arrays.stream(bins).filter(b -> b > 0).min().orElseThrow())
          .isCloseTo(demand ? 1 : 1.0 / 3, within(1e-9));
      assertThat(pit(calibration)).containsKey("note").doesNotContainKeys("uniform", "pValue");
    }
  }

  /** Values of a cluster share a shock; each is uniform. */
  private static long[][] shocked(SplittableRandom random, int clusters, int size) {
    long[][] counts = new long[clusters][20];
    for (long[] cluster : counts) {
      double shift = random.nextDouble();
      for (int i = 0; i < size; i++) {
        double u = (shift + 0.3 * random.nextDouble()) % 1;
        cluster[(int) (20 * u)]++;
      }
    }
    return counts;
  }

  @Test
  void uniformityOfDependentValuesIsRejectedAboutAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(2);
    int rejected = 0;
    int naive = 0;
    int tries = 300;
    for (int i = 0; i < tries; i++) {
      long[][] counts = shocked(random, 15, 200);
      rejected += UniformityTest.of(counts).pValue() < 0.05 ? 1 : 0;
      naive += UniformityTest.of(singles(counts)).pValue() < 0.05 ? 1 : 0;
    }
    assertThat((double) rejected / tries).isLessThan(0.1);
    assertThat((double) naive / tries).isGreaterThan(0.9);
  }

  /** The same values, each a cluster of its own. */
  private static long[][] singles(long[][] counts) {
    List<long[]> singles = new ArrayList<>();
    for (long[] cluster : counts) {
      for (int j = 0; j < cluster.length; j++) {
        for (long c = 0; c < cluster[j]; c++) {
          long[] single = new long[cluster.length];
          single[j] = 1;
          singles.add(single);
        }
      }
    }
    return singles.toArray(long[][]::new);
  }

  @Test
  void uniformityOfIndependentValuesIsRejectedAboutAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(4);
    int rejected = 0;
    int tries = 400;
    for (int i = 0; i < tries; i++) {
      long[][] counts = new long[7][20];
      for (int k = 0; k < 700; k++) {
        counts[k % 7][random.nextInt(20)]++;
      }
      rejected += UniformityTest.of(counts).pValue() < 0.05 ? 1 : 0;
    }
    assertThat((double) rejected / tries).isBetween(0.005, 0.08);
  }
}
