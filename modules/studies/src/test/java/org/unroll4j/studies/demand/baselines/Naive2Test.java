package org.unroll4j.studies.demand.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.windows.Origin;

class Naive2Test {

  private static double[] points(int horizon, int season, double... y) {
    return new Naive2(horizon, season)
            .forecast(ToyDemand.series("1h", y), List.of(new Origin(0, y.length - 1)))
            .get(0)
            .steps()
            .stream()
            .mapToDouble(Distribution::mean)
            .toArray();
  }

  private static double[] repeat(int times, double... season) {
    return IntStream.range(0, times * season.length)
        .mapToDouble(t -> season[t % season.length])
        .toArray();
  }

  @Test
  void anEvenSeason() {
    // Trend 3 everywhere, so the factors are 2/3, 1, 4/3, 1 and the adjusted level 3.
    assertThat(points(5, 4, repeat(6, 2, 3, 4, 3)))
        .containsExactly(new double[] {2, 3, 4, 3, 2}, within(1e-12));
  }

  @Test
  void anOddSeasonCutInTheMiddle() {
    double[] whole = repeat(9, 1, 2, 6);
    assertThat(points(4, 3, Arrays.copyOf(whole, 25)))
        .containsExactly(new double[] {2, 6, 1, 2}, within(1e-12));
  }

  @Test
  void theLevelIsTheLastOne() {
    double[] y = repeat(8, 2, 3, 4, 3);
    y[31] = 6;
    double[] factors = ClassicalDecomposition.factorsIfSeasonal(y, 4);
    assertThat(Arrays.stream(factors).sum()).isCloseTo(4, within(1e-12));
    assertThat(points(2, 4, y))
        .containsExactly(
            new double[] {6 / factors[3] * factors[0], 6 / factors[3] * factors[1]}, within(1e-12));
  }

  @Test
  void factorsOfASeasonOfTwo() {
    double[] y = {1, 9, 2, 9, 1, 8, 2, 9, 1, 9, 3, 8, 1, 7, 2};
    double[] sum = new double[2];
    for (int t = 1; t < 14; t++) {
      sum[t % 2] += y[t] / ((y[t - 1] + 2 * y[t] + y[t + 1]) / 4);
    }
    double even = sum[0] / 6;
    double odd = sum[1] / 7;
    assertThat(ClassicalDecomposition.isSeasonal(y, 2)).isTrue();
    assertThat(ClassicalDecomposition.factorsIfSeasonal(y, 2))
        .containsExactly(
            new double[] {2 * even / (even + odd), 2 * odd / (even + odd)}, within(1e-12));
  }

  @Test
  void noFactorsWithoutAPositiveTrend() {
    double[] y = repeat(9, -4, 2);
    assertThat(ClassicalDecomposition.isSeasonal(y, 2)).isTrue();
    assertThat(ClassicalDecomposition.factorsIfSeasonal(y, 2)).containsExactly(1, 1);
  }

  @Test
  void noSeasonNoAdjustment() {
    double[] noise = new SplittableRandom(4).doubles(97, 5, 6).toArray();
    assertThat(ClassicalDecomposition.isSeasonal(noise, 24)).isFalse();
    assertThat(points(2, 24, noise))
        .containsExactly(new double[] {noise[96], noise[96]}, within(1e-6));
    assertThat(ClassicalDecomposition.isSeasonal(repeat(2, 1, 2, 6), 3)).isFalse();
    assertThat(ClassicalDecomposition.isSeasonal(repeat(9, 5), 3)).isFalse();
    assertThat(points(2, 1, 4, 7)).containsExactly(7, 7);
  }

  @Test
  void theTestRejectsNoiseAsOftenAsItSays() {
    int seasonal = 0;
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 2000; i++) {
      double[] noise = random.doubles(120, 0, 1).toArray();
      seasonal += ClassicalDecomposition.isSeasonal(noise, 7) ? 1 : 0;
    }
    assertThat(seasonal / 2000.0).isBetween(0.06, 0.12);
  }
}
