package org.unroll4j.studies.demand.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.studies.config.ConfigException;

class HeadTest {

  private static final double STEP = 1e-4;
  private static final int DRAWS = 400;

  /** Every kind, stock-out treatment and sign. */
  static Stream<HeadConfig> configs() {
    return Stream.of(HeadKind.values())
        .flatMap(
            kind ->
                Stream.of(Stockouts.values())
                    .flatMap(
                        stockouts ->
                            Stream.of(true, false)
                                .filter(nonNegative -> nonNegative || !kind.counts())
                                .map(nonNegative -> config(kind, stockouts, nonNegative))));
  }

  private static HeadConfig config(HeadKind kind, Stockouts stockouts, boolean nonNegative) {
    return new HeadConfig(
        kind,
        List.of(0.03, 0.1, 0.4, 0.55, 0.9, 0.99),
        0.7,
        stockouts,
        Weighting.AUTO,
        nonNegative);
  }

  private static double logUniform(SplittableRandom random, double low, double high) {
    return Math.exp(random.nextDouble(Math.log(low), Math.log(high)));
  }

  private static double[] outputs(Head head, SplittableRandom random) {
    double size = random.nextBoolean() ? 3 : 30;
    return random.doubles(head.outputs(), -size, size).toArray();
  }

  private static double value(SplittableRandom random, double scale, double unit) {
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> unit * random.nextInt(4);
      case 2 -> unit * Math.rint(scale * random.nextDouble(3) / unit);
      default -> unit * Math.rint(logUniform(random, 1, 3e4));
    };
  }

  @ParameterizedTest
  @MethodSource("configs")
  void gradientsAgreeWithCentralDifferences(HeadConfig config) {
    SplittableRandom random = new SplittableRandom(config.kind().ordinal());
    for (int draw = 0; draw < DRAWS; draw++) {
      double unit = random.nextBoolean() ? 1 : 0.1;
      Head head = Heads.of(config, unit);
      double scale = logUniform(random, 1e-2, 3e3);
      double y = value(random, scale, unit);
      Target target = new Target(y, scale, random.nextInt(3) == 0);
      double[] z = outputs(head, random);
      double[] gradient = new double[z.length];
      double loss = head.loss(z, target, gradient);
      double size = Math.abs(loss) + y / unit * Math.log(2 + y / unit) + scale / unit;
      for (int i = 0; i < z.length; i++) {
        double noise = 1e-14 * (1 + size) / STEP;
        double expected = difference(head, z, target, i);
        assertThat(gradient[i])
            .as("%s, output %d of %s, %s", config, i, Arrays.toString(z), target)
            .isCloseTo(expected, within(noise + 1e-5 * Math.max(Math.abs(expected), 1e-3)));
      }
    }
  }

  /** ∂loss/∂z of fourth order. */
  private static double difference(Head head, double[] z, Target target, int i) {
    double near = lossAt(head, z, target, i, STEP) - lossAt(head, z, target, i, -STEP);
    double far = lossAt(head, z, target, i, 2 * STEP) - lossAt(head, z, target, i, -2 * STEP);
    return (8 * near - far) / (12 * STEP);
  }

  private static double lossAt(Head head, double[] z, Target target, int i, double step) {
    double[] moved = z.clone();
    moved[i] += step;
    return head.loss(moved, target, new double[z.length]);
  }

  @ParameterizedTest
  @EnumSource(HeadKind.class)
  void everyFiniteOutputHasFiniteLossGradientAndDistribution(HeadKind kind) {
    SplittableRandom random = new SplittableRandom(3);
    for (Stockouts stockouts : Stockouts.values()) {
      Head head = Heads.of(config(kind, stockouts, true), 1);
      for (double size : new double[] {0, 1, 30, 1e3, 1e30, Double.MAX_VALUE}) {
        for (int draw = 0; draw < 30; draw++) {
          double scale = logUniform(random, 1e-2, 1e3);
          Target target = new Target(value(random, scale, 1), scale, random.nextBoolean());
          double[] z =
              random.doubles(head.outputs(), -1, 1).map(a -> Math.signum(a) * size).toArray();
          double[] gradient = new double[z.length];
          assertThat(head.loss(z, target, gradient)).isFinite();
          assertThat(Arrays.stream(gradient)).allMatch(Double::isFinite);
          Distribution forecast = head.distribution(z, scale);
          assertThat(forecast.mean()).isFinite().isBetween(0.0, 1 + 1e6 * scale);
          assertThat(forecast.quantile(0.9)).isFinite().isGreaterThanOrEqualTo(0);
          assertThat(forecast.crps(target.y())).isFinite();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = HeadKind.class,
      names = {"MSE", "MAE", "HUBER", "QUANTILES"},
      mode = EnumSource.Mode.EXCLUDE)
  void lossesOfCountsAreLogLikelihoodsOfTheirDistributions(HeadKind kind) {
    SplittableRandom random = new SplittableRandom(4);
    for (int draw = 0; draw < DRAWS; draw++) {
      double unit = random.nextBoolean() ? 1 : 0.1;
      double scale = logUniform(random, 1e-2, 300);
      double y = value(random, scale, unit);
      Head observed = Heads.of(config(kind, Stockouts.OBSERVED, true), unit);
      Head censored = Heads.of(config(kind, Stockouts.CENSORED, true), unit);
      double[] z = random.doubles(observed.outputs(), -4, 4).toArray();
      Distribution forecast = observed.distribution(z, scale);
      Target target = new Target(y, scale, true);
      double loss = observed.loss(z, target, new double[z.length]);
      assertThat(-loss).isCloseTo(forecast.logLikelihood(y), within(1e-9 * (1 + loss)));
      double tail = y == 0 ? 1 : forecast.above(y - unit / 2);
      if (tail > 1e-200) {
        assertThat(censored.loss(z, target, new double[z.length]))
            .isCloseTo(-Math.log(tail), within(1e-7 * (1 - Math.log(tail))));
      }
    }
  }

  @Test
  void countsFarInTheTailKeepTheirLogarithm() {
    Head head = Heads.of(config(HeadKind.POISSON, Stockouts.CENSORED, true), 1);
    double[] gradient = new double[1];
    // P(X ≥ 3000) is about P(X = 3000) = exp(3000·log μ − μ − log 3000!) for μ close to 0.01.
    double loss = head.loss(new double[] {0}, new Target(3000, 0.01, true), gradient);
    assertThat(loss).isCloseTo(34_842, within(100.0));
    assertThat(gradient[0]).isLessThan(-1000);
  }

  @Test
  void stockoutsAreObservedMaskedOrCensored() {
    for (HeadKind kind : HeadKind.values()) {
      Head masked = Heads.of(config(kind, Stockouts.MASKED, true), 1);
      Head observed = Heads.of(config(kind, Stockouts.OBSERVED, true), 1);
      Head censored = Heads.of(config(kind, Stockouts.CENSORED, true), 1);
      double[] z = new double[masked.outputs()];
      double[] gradient = new double[z.length];
      Target low = new Target(1, 50, true);
      assertThat(masked.loss(z, low, gradient)).isZero();
      assertThat(gradient).containsOnly(0);
      assertThat(observed.loss(z, low, gradient)).isPositive();
      double whole = observed.loss(z, low, gradient);
      assertThat(censored.loss(z, low, gradient)).isLessThan(0.2 * whole);
      Target sold = new Target(120, 50, false);
      assertThat(masked.loss(z, sold, gradient))
          .isEqualTo(observed.loss(z, sold, gradient))
          .isEqualTo(censored.loss(z, sold, gradient));
    }
  }

  @Test
  void quantilesNeverCrossAndBeginAsAnExponentialDistribution() {
    SplittableRandom random = new SplittableRandom(6);
    Head head = Heads.of(HeadConfig.of(HeadKind.QUANTILES), 0);
    Distribution first = head.distribution(new double[head.outputs()], 40);
    for (double p : HeadConfig.LEVELS) {
      assertThat(first.quantile(p)).isCloseTo(-40 * Math.log1p(-p), within(1e-9));
    }
    for (int draw = 0; draw < DRAWS; draw++) {
      Distribution forecast = head.distribution(outputs(head, random), 3);
      double before = 0;
      for (double p = 0.005; p < 1; p += 0.01) {
        assertThat(forecast.quantile(p)).isGreaterThanOrEqualTo(before);
        before = forecast.quantile(p);
      }
    }
  }

  @Test
  void quantilesOfCountsAreCounts() {
    Head head = Heads.of(HeadConfig.of(HeadKind.QUANTILES), 0.5);
    Distribution forecast = head.distribution(new double[head.outputs()], 2);
    assertThat(forecast.quantile(0.1)).isZero();
    assertThat(forecast.quantile(0.5)).isEqualTo(1.5);
    assertThat(forecast.cdf(0)).isGreaterThan(0.1);
    assertThat(forecast.logLikelihood(1.5)).isNegative();
    assertThat(forecast.mean()).isCloseTo(2, within(0.05));
  }

  @Test
  void pointsAndMeansBeginAtTheScale() {
    for (HeadKind kind : List.of(HeadKind.MSE, HeadKind.POISSON, HeadKind.NEGATIVE_BINOMIAL)) {
      Head head = Heads.of(HeadConfig.of(kind), 0.1);
      double mean = head.distribution(new double[head.outputs()], 7).mean();
      assertThat(mean).isCloseTo(7, within(1e-12));
    }
  }

  @Test
  void lossesByHand() {
    double[] gradient = new double[1];
    double[] z = {0};
    Target target = new Target(6, 2, false);
    assertThat(point(HeadKind.MSE).loss(z, target, gradient)).isCloseTo(4, within(1e-12));
    assertThat(point(HeadKind.MAE).loss(z, target, gradient)).isCloseTo(2, within(1e-12));
    assertThat(point(HeadKind.HUBER).loss(z, target, gradient)).isCloseTo(1.5, within(1e-12));
    HeadConfig median =
        new HeadConfig(
            HeadKind.QUANTILES, List.of(0.5), 1, Stockouts.OBSERVED, Weighting.SERIES, true);
    double quantile = Heads.of(median, 0).loss(z, target, gradient);
    assertThat(quantile).isCloseTo(3 - Math.log(2), within(1e-12));
    assertThat(gradient[0]).isCloseTo(-1, within(1e-12));
  }

  private static Head point(HeadKind kind) {
    return Heads.of(HeadConfig.of(kind), 0);
  }

  @Test
  void refusesWhatDoesNotGoTogether() {
    assertThatThrownBy(() -> Heads.of(HeadConfig.of(HeadKind.HURDLE_POISSON), 0))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("head hurdlePoisson forecasts counts")
        .hasMessageContaining("data.unit");
    assertThatThrownBy(
            () ->
                new HeadConfig(
                    HeadKind.QUANTILES,
                    List.of(0.5, 0.5),
                    1,
                    Stockouts.OBSERVED,
                    Weighting.AUTO,
                    true))
        .hasMessageContaining("levels must increase strictly");
    Head counts = Heads.of(HeadConfig.of(HeadKind.POISSON), 1);
    assertThatThrownBy(() -> counts.loss(new double[1], new Target(-3, 1, false), new double[1]))
        .hasMessageContaining("not negative, but one is -3.0");
  }
}
