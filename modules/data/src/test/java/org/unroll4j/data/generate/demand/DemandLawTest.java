package org.unroll4j.data.generate.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.unroll4j.data.distribution.Counts;

class DemandLawTest {

  @Property(tries = 200)
  void quantilesAreThoseOfTheDistribution(
      @ForAll @DoubleRange(min = -5, max = 5) double logExpected,
      @ForAll @DoubleRange(min = 0.02, max = 2) double dispersion,
      @ForAll @DoubleRange(min = 0, max = 0.9) double idle,
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double p) {
    DemandLaw law = new DemandLaw(dispersion, idle);
    double expected = Math.exp(logExpected);
    Counts counts = law.of(expected);
    int y = law.quantile(expected, p);
    assertThat(counts.mean()).isCloseTo(expected, within(1e-12 * expected));
    assertThat(counts.cdf(y)).isGreaterThanOrEqualTo(p - 1e-11);
    assertThat(counts.below(y)).isLessThanOrEqualTo(p + 1e-11);
  }

  @Property(tries = 100)
  void massesAreThoseOfTheDistributionAndSumToOne(
      @ForAll @DoubleRange(min = -6, max = 4) double logExpected,
      @ForAll @DoubleRange(min = 0, max = 0.7) double idle) {
    DemandLaw law = new DemandLaw(0.3, idle);
    double expected = Math.exp(logExpected);
    DemandLaw.Mass mass = law.mass(expected);
    double sum = 0;
    double mean = 0;
    for (; !mass.isOver(); mass.next()) {
      assertThat(mass.value())
          .isCloseTo(Math.exp(law.of(expected).logMass(mass.count())), within(1e-12));
      sum += mass.value();
      mean += mass.count() * mass.value();
    }
    assertThat(sum).isCloseTo(1, within(1e-12));
    assertThat(mean).isCloseTo(expected, within(1e-11 * Math.max(1, expected)));
  }

  @Test
  void aLawByHand() {
    // δ = 1/2, μ = 2: P(0) = (1 + 1)^(−2) = 1/4, P(1) = 1/4 · 2/2 = 1/4; a quarter of it idle: λ =
    // 3/2.
    DemandLaw law = new DemandLaw(0.5, 0.25);
    DemandLaw.Mass mass = law.mass(1.5);
    assertThat(mass.value()).isCloseTo(0.25 + 0.75 / 4, within(1e-15));
    mass.next();
    assertThat(mass.value()).isCloseTo(0.75 / 4, within(1e-15));
    assertThat(law.quantile(1.5, 0.4375)).isZero();
    assertThat(law.quantile(1.5, 0.4376)).isEqualTo(1);
    assertThat(law.quantile(1.5, 0.6251)).isEqualTo(2);
    assertThat(law.quantile(0, 0.999)).isZero();
  }
}
