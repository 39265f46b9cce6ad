package org.unroll4j.data.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CountsTest {

  private static final int LONGEST = 200_000;

  /** Of every kind and size; what is summed by hand ends before {@link #LONGEST}. */
  static Stream<Counts> moderate() {
    SplittableRandom random = new SplittableRandom(7);
    return Stream.generate(() -> draw(random, 1e-6, 300, 1e-9, 10)).limit(120);
  }

  static Stream<Counts> anything() {
    SplittableRandom random = new SplittableRandom(8);
    return Stream.generate(() -> draw(random, 1e-6, 1e6, 1e-9, 1e6)).limit(150);
  }

  private static Counts draw(
      SplittableRandom random, double low, double high, double lowest, double highest) {
    double mean = logUniform(random, low, high);
    Counts base =
        random.nextBoolean()
            ? new Poisson(mean)
            : new NegativeBinomial(mean, logUniform(random, lowest, highest));
    return switch (random.nextInt(5)) {
      case 0 -> new ZeroInflated(random.nextDouble(), base);
      case 1 -> new Hurdle(random.nextDouble(), base);
      case 2 -> new RoundedCurve(curve(random, Math.min(mean, 300)));
      default -> base;
    };
  }

  private static QuantileCurve curve(SplittableRandom random, double mean) {
    int n = 1 + random.nextInt(7);
    double[] levels = random.doubles(n, 0.01, 0.99).sorted().toArray();
    double[] values = random.doubles(n, -0.2 * mean, 3 * mean).sorted().toArray();
    if (n > 2 && random.nextBoolean()) {
      values[1] = values[0];
    }
    return QuantileCurve.of(levels, values, random.nextBoolean() ? 0 : Double.NEGATIVE_INFINITY);
  }

  private static double logUniform(SplittableRandom random, double low, double high) {
    return Math.exp(random.nextDouble(Math.log(low), Math.log(high)));
  }

  /** P(Y = 0), P(Y = 1), … until next to nothing is left. */
  private static double[] masses(Counts counts) {
    return LongStream.range(0, LONGEST)
        .takeWhile(k -> k == 0 || counts.survival(k - 1) > 1e-15)
        .mapToDouble(k -> Math.exp(counts.logMass(k)))
        .toArray();
  }

  @ParameterizedTest
  @MethodSource("moderate")
  void massesSumToOneAndMakeMeanAndCdf(Counts counts) {
    double[] masses = masses(counts);
    assertThat(masses.length).isLessThan(LONGEST);
    double sum = 0;
    double mean = 0;
    for (int k = 0; k < masses.length; k++) {
      sum += masses[k];
      mean += k * masses[k];
      assertThat(counts.cdf(k)).isCloseTo(sum, within(1e-11));
      assertThat(counts.below(k + 0.5)).isCloseTo(sum, within(1e-11));
      assertThat(counts.above(k)).isCloseTo(1 - sum, within(1e-11));
    }
    assertThat(sum).isCloseTo(1, within(1e-11));
    assertThat(mean).isCloseTo(counts.mean(), relative(counts.mean(), 1e-8));
    assertThat(counts.cdf(-0.5)).isZero();
    assertThat(counts.below(0)).isZero();
  }

  @ParameterizedTest
  @MethodSource("moderate")
  void crpsIsTheIntegralOfItsDefinition(Counts counts) {
    double[] masses = masses(counts);
    double end = masses.length;
    double[] observations = {0, 1, 0.3, Math.rint(counts.mean()), counts.mean() * 2.7, end + 5, -2};
    for (double y : observations) {
      double expected = Math.max(0, -y) + Math.max(0, y - end);
      double cdf = 0;
      for (int k = 0; k < masses.length; k++) {
        cdf += masses[k];
        double known = Math.min(1, Math.max(0, y - k));
        expected += known * cdf * cdf + (1 - known) * (1 - cdf) * (1 - cdf);
      }
      assertThat(counts.crps(y))
          .as("%s at %s", counts, y)
          .isCloseTo(expected, relative(1e-6 + expected, 1e-8));
    }
  }

  @ParameterizedTest
  @MethodSource("anything")
  void quantilesInvertTheCdf(Counts counts) {
    double before = 0;
    for (double p : new double[] {1e-9, 0.025, 0.1, 0.5, 0.77, 0.975, 1 - 1e-9}) {
      double y = counts.quantile(p);
      assertThat(y).isGreaterThanOrEqualTo(before).isEqualTo(Math.rint(y));
      assertThat(counts.cdf(y)).as("%s at %s", counts, p).isGreaterThanOrEqualTo(p - 1e-11);
      assertThat(counts.below(y)).as("%s at %s", counts, p).isLessThan(p + 1e-11);
      before = y;
    }
  }

  @ParameterizedTest
  @MethodSource("anything")
  void everyAnswerIsANumberInItsRange(Counts counts) {
    assertThat(counts.mean()).isFinite().isGreaterThanOrEqualTo(0);
    double[] observations = {0, 1, 17, Math.rint(counts.mean()), 1e7};
    for (double y : observations) {
      double cdf = counts.cdf(y);
      assertThat(cdf).isBetween(0.0, 1.0);
      assertThat(counts.below(y)).isBetween(0.0, cdf + 1e-14);
      assertThat(counts.crps(y)).isFinite().isGreaterThanOrEqualTo(0);
      double mass = cdf - counts.below(y);
      double near = 3e-7 * (1 + Math.abs(Math.log(mass))) + 1e-13 / mass;
      if (mass > 1e-12) {
        assertThat(counts.logLikelihood(y))
            .as("%s at %s", counts, y)
            .isCloseTo(Math.log(mass), within(near));
      } else {
        assertThat(counts.logLikelihood(y)).isLessThan(-25);
      }
    }
    assertThat(counts.logLikelihood(0.5)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(counts.logLikelihood(-1)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @MethodSource("moderate")
  void drawsHaveTheMean(Counts counts) {
    SplittableRandom random = new SplittableRandom(3);
    int draws = 1500;
    double[] drawn = new double[draws];
    Arrays.setAll(drawn, i -> counts.draw(random));
    double[] masses = masses(counts);
    double square = 0;
    for (int k = 0; k < masses.length; k++) {
      square += masses[k] * k * k;
    }
    double error = Math.sqrt(Math.max(0, square - counts.mean() * counts.mean()) / draws);
    // Of 1500 rare events in a million there is mostly none, rarely one.
    double rare = counts.mean() < 1e-2 ? 2.5 / draws : 0;
    assertThat(Arrays.stream(drawn).average().orElseThrow())
        .isCloseTo(counts.mean(), within(6 * error + rare + 1e-12));
  }

  /** Sums over ±14 standard deviations by the ratios of neighbouring masses, from the mode. */
  @Test
  void crpsOfLargeMeansIsThatOfTheSum() {
    double[][] cases = {{1e6, 0}, {1e5, 1e-9}, {3e5, 1e-4}, {2e4, 0.5}, {400, 30}, {270, 1e-3}};
    for (double[] each : cases) {
      double mean = each[0];
      double alpha = each[1];
      Counts counts = alpha == 0 ? new Poisson(mean) : new NegativeBinomial(mean, alpha);
      double deviation = Math.sqrt(mean + alpha * mean * mean);
      int from = (int) Math.max(0, mean - 14 * deviation);
      int to = (int) (mean + (alpha > 1e-3 ? 60 : 14) * deviation);
      for (double y : new double[] {Math.rint(mean), Math.rint(mean + deviation), 0}) {
        double cdf = from == 0 ? 0 : counts.cdf(from - 1);
        double expected = Math.max(0, from - y);
        double mass = Math.exp(counts.logMass(from));
        for (int k = from; k < to; k++) {
          cdf += mass;
          expected += k < y ? cdf * cdf : (1 - cdf) * (1 - cdf);
          double q = alpha * mean / (1 + alpha * mean);
          mass *= alpha == 0 ? mean / (k + 1) : (k + 1 / alpha) / (k + 1) * q;
        }
        assertThat(counts.crps(y))
            .as("%s at %s", counts, y)
            .isCloseTo(expected, relative(expected, 1e-6));
      }
    }
  }

  @Test
  void agreesWithProbabilitiesByHand() {
    Counts counts = new NegativeBinomial(2, 0.5);
    // r = 2, p = 1/2: P(k) = (k + 1)/2^(k + 2)
    assertThat(Math.exp(counts.logMass(0))).isCloseTo(1 / 4.0, within(1e-15));
    assertThat(Math.exp(counts.logMass(3))).isCloseTo(4 / 32.0, within(1e-15));
    assertThat(counts.quantile(0.5)).isEqualTo(1);
    assertThat(counts.quantile(0.5 + 1e-9)).isEqualTo(2);
    assertThat(counts.survival(1)).isCloseTo(0.5, within(1e-14));
    assertThat(new ZeroInflated(0.25, counts).cdf(0)).isCloseTo(7 / 16.0, within(1e-14));
    assertThat(new Hurdle(0.7, counts).logLikelihood(3))
        .isCloseTo(Math.log(0.3 * (4 / 32.0) / 0.75), within(1e-14));
    assertThat(new Poisson(1000).survival(1500)).isCloseTo(2.09722e-49, within(1e-54));
  }

  @Test
  void theEndsOfTheParametersAreSafe() {
    for (double mean : new double[] {1e-6, 1, 1e6}) {
      for (double dispersion : new double[] {1e-9, 1e9}) {
        Counts counts = new NegativeBinomial(mean, dispersion);
        assertThat(counts.quantile(1 - 1e-10)).isFinite().isGreaterThan(counts.quantile(1e-10) - 1);
        for (double y : new double[] {0, 1, 1e3, 1e9}) {
          assertThat(counts.crps(y)).isFinite().isGreaterThanOrEqualTo(0);
          assertThat(counts.logLikelihood(y)).isNotNaN().isLessThanOrEqualTo(0);
          assertThat(counts.above(y)).isBetween(0.0, 1.0);
        }
      }
    }
  }

  @Test
  void meansOfZeroAreZeroForSure() {
    for (Counts counts : new Counts[] {new Poisson(0), new NegativeBinomial(0, 3)}) {
      assertThat(counts.quantile(0.999)).isZero();
      assertThat(counts.cdf(0)).isEqualTo(1);
      assertThat(counts.logLikelihood(0)).isZero();
      assertThat(counts.logLikelihood(2)).isEqualTo(Double.NEGATIVE_INFINITY);
      assertThat(counts.crps(0)).isZero();
      assertThat(counts.crps(3)).isEqualTo(3);
    }
    assertThat(new ZeroInflated(1, new Poisson(4)).quantile(0.99)).isZero();
    assertThat(new ZeroInflated(1, new Poisson(4)).crps(2)).isEqualTo(2);
  }

  @Test
  void refusesParametersThatAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Poisson(-1))
        .withMessage("Poisson: the mean must be finite and not negative, but was -1.0.");
    assertThatIllegalArgumentException().isThrownBy(() -> new NegativeBinomial(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new NegativeBinomial(Double.NaN, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ZeroInflated(1.5, new Poisson(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Hurdle(0.5, new Poisson(0)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Poisson(1).quantile(1))
        .withMessageContaining("the level must lie between 0 and 1");
  }

  private static Offset<Double> relative(double size, double share) {
    return within(Math.max(1e-15, size * share));
  }
}
