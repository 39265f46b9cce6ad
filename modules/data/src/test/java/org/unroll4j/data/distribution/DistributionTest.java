package org.unroll4j.data.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DistributionTest {

  /** Every kind, with numbers at random. */
  static Stream<Distribution> distributions() {
    SplittableRandom random = new SplittableRandom(11);
    return Stream.iterate(0, i -> i + 1)
        .limit(40)
        .map(
            i ->
                switch (i % 4) {
                  case 0 -> new PointMass(random.nextDouble(-3, 9));
                  case 1 -> sample(random);
                  case 2 -> Scaled.of(0.1, new NegativeBinomial(random.nextDouble(0, 30), 0.7));
                  default -> curve(random);
                });
  }

  private static Distribution sample(SplittableRandom random) {
    int n = 1 + random.nextInt(13);
    double[] values = random.doubles(n, 0, 6).map(v -> Math.rint(2 * v) / 2).toArray();
    return random.nextBoolean()
        ? Empirical.of(values)
        : Empirical.of(values, random.doubles(n, 0.1, 2).toArray());
  }

  private static QuantileCurve curve(SplittableRandom random) {
    int n = 1 + random.nextInt(9);
    double[] values = random.doubles(n, -1, 7).sorted().toArray();
    for (int i = 1; i < n; i++) {
      values[i] = random.nextInt(4) == 0 ? values[i - 1] : values[i];
    }
    double floor = random.nextBoolean() ? 0 : Double.NEGATIVE_INFINITY;
    double[] levels = new double[n];
    Arrays.setAll(levels, i -> (i + random.nextDouble(0.4, 1)) / (n + 0.5));
    return QuantileCurve.of(levels, values, floor);
  }

  /** The level of quantile number i of many, equally spaced. */
  private static double level(int i, int many) {
    return (i + 0.5) / many;
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void meanAndCrpsAreIntegralsOverTheQuantiles(Distribution distribution) {
    int many = 20_000;
    double y = 1.7;
    double mean = 0;
    double pinball = 0;
    for (int i = 0; i < many; i++) {
      double p = level(i, many);
      double q = distribution.quantile(p);
      mean += q / many;
      pinball += 2 * (y >= q ? p * (y - q) : (1 - p) * (q - y)) / many;
    }
    assertThat(mean).isCloseTo(distribution.mean(), within(4e-3));
    assertThat(distribution.crps(y)).isCloseTo(pinball, within(4e-3));
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void crpsIsTheIntegralOverTheCdf(Distribution distribution) {
    int many = 28_000;
    double from = -40;
    double width = 140.0 / many;
    for (double y : new double[] {-0.77, 1.5, 12.4}) {
      double expected = 0;
      for (int i = 0; i < many; i++) {
        double x = from + (i + 0.5) * width;
        double error = distribution.cdf(x) - (x >= y ? 1 : 0);
        expected += error * error * width;
      }
      assertThat(distribution.crps(y)).isCloseTo(expected, within(6e-3));
    }
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void quantilesInvertTheCdf(Distribution distribution) {
    SplittableRandom random = new SplittableRandom(2);
    double before = Double.NEGATIVE_INFINITY;
    for (double p : random.doubles(50).sorted().toArray()) {
      double y = distribution.quantile(p);
      assertThat(y).isGreaterThanOrEqualTo(before);
      assertThat(distribution.cdf(y)).isGreaterThanOrEqualTo(p - 1e-12);
      assertThat(distribution.below(y)).isLessThanOrEqualTo(p + 1e-12);
      assertThat(distribution.below(y)).isLessThanOrEqualTo(distribution.cdf(y));
      assertThat(distribution.above(y)).isCloseTo(1 - distribution.cdf(y), within(1e-12));
      before = y;
    }
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void pitOfDrawsIsUniform(Distribution distribution) {
    SplittableRandom random = new SplittableRandom(5);
    int draws = 2000;
    double[] sorted = new double[draws];
    for (int i = 0; i < draws; i++) {
      sorted[i] = RandomisedPit.of(distribution, distribution.draw(random), random);
    }
    Arrays.sort(sorted);
    double distance = 0;
    for (int i = 0; i < draws; i++) {
      distance = Math.max(distance, Math.abs(sorted[i] - level(i, draws)));
    }
    // Kolmogorov's distance exceeds 2.2/√n once in 10,000 times.
    assertThat(distance).isLessThan(2.2 / Math.sqrt(draws));
  }

  @Test
  void crpsOfASampleIsItsDefinition() {
    SplittableRandom random = new SplittableRandom(9);
    double[] x = random.doubles(11, -2, 5).toArray();
    double y = 0.3;
    double error = 0;
    double spread = 0;
    for (double a : x) {
      error += Math.abs(a - y) / x.length;
      for (double b : x) {
        spread += Math.abs(a - b) / (2.0 * x.length * x.length);
      }
    }
    assertThat(Empirical.of(x).crps(y)).isCloseTo(error - spread, within(1e-14));
    assertThat(Empirical.of(x).logLikelihood(x[3])).isCloseTo(Math.log(1 / 11.0), within(1e-14));
    assertThat(Empirical.of(x).logLikelihood(y)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Empirical.of(new double[] {3, 8}, new double[] {3, 1}).mean()).isEqualTo(4.25);
  }

  @Test
  void aPointScoresItsAbsoluteError() {
    assertThat(new PointMass(2.5).crps(-1)).isEqualTo(3.5);
    assertThat(new PointMass(2.5).logLikelihood(2.5)).isZero();
  }

  @Test
  void scaledCountsTakeFloatsForWholeMultiples() {
    Distribution tenths = Scaled.of(0.1, new Poisson(5000));
    assertThat(tenths.cdf((double) 500.3f) - tenths.below((double) 500.3f))
        .isCloseTo(Math.exp(tenths.logLikelihood(500.3)), within(1e-10))
        .isGreaterThan(1e-3);
    assertThat(tenths.mean()).isEqualTo(500);
    assertThat(tenths.quantile(0.5)).isEqualTo(500);
    assertThat(tenths.crps(490)).isCloseTo(0.1 * new Poisson(5000).crps(4900), within(1e-12));
  }

  @Test
  void tailsOfACurveKeepTheDecayOfItsEnds() {
    // Of an exponential distribution: the tail is exact.
    double[] levels = {0.5, 0.75, 0.9};
    double[] values = Arrays.stream(levels).map(p -> -3 * Math.log1p(-p)).toArray();
    QuantileCurve curve = QuantileCurve.of(levels, values, 0);
    assertThat(curve.quantile(0.999)).isCloseTo(-3 * Math.log(0.001), within(1e-12));
    assertThat(curve.above(20)).isCloseTo(Math.exp(-20 / 3.0), within(1e-15));
    assertThat(curve.quantile(1e-6)).isZero();
    assertThat(curve.cdf(0)).isPositive();
    assertThat(curve.below(0)).isZero();
    assertThat(curve.logLikelihood(1)).isNaN();
    assertThat(curve.levels()).containsExactly(levels);
    assertThat(curve.values()).containsExactly(values);
  }

  @Test
  void refusesWhatIsNoDistribution() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuantileCurve.of(new double[] {0.5, 0.4}, new double[] {1, 2}))
        .withMessageContaining("strictly increasing levels");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuantileCurve.of(new double[] {0.4, 0.5}, new double[] {2, 1}));
    assertThatIllegalArgumentException().isThrownBy(Empirical::of);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Empirical.of(new double[] {1, 2}, new double[] {1, 0}));
    assertThatIllegalArgumentException().isThrownBy(() -> new PointMass(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> new Scaled(0, new Poisson(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new RoundedCurve(QuantileCurve.of(new double[] {0.5}, new double[] {1e6})));
  }
}
