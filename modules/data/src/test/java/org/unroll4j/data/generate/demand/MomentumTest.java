package org.unroll4j.data.generate.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MomentumTest {
  private static final Momentum SIMPLE = new Momentum(0.5, 0.25, 1);

  /** A plan of which only the base is looked at. */
  private static SeriesPlan plan(double... base) {
    return new SeriesPlan(null, null, 0, base, new boolean[base.length]);
  }

  @Test
  void aPathByHand() {
    double[] path = SIMPLE.path(plan(3, 1, 4, 7), new float[] {11, Float.NaN, 0, 7});
    // 1 + (11 − 3)/4 · 1/4 = 1.5;  1 + 0.5/2 = 1.25;  1 + 0.25/2 + (0 − 5)/5 · 1/4 = 0.875;
    // 1 − 0.125/2 + (7 − 6.125)/8 · 1/4
    assertThat(path).containsExactly(1, 1.5, 1.25, 0.875, 0.9375 + 0.875 / 32);
  }

  @Test
  void nothingHappensWhereNothingIsSeen() {
    double[] path = SIMPLE.path(plan(2, 2, 2), new float[] {Float.NaN, Float.NaN, 2});
    assertThat(path).containsExactly(1, 1, 1, 1);
  }

  @Property(tries = 200)
  void staysAboveZero(
      @ForAll @DoubleRange(min = 0, max = 9) double momentum,
      @ForAll @DoubleRange(min = 0, max = 50) double base,
      @ForAll @IntRange(max = 300) int sale) {
    Momentum standard = Momentum.STANDARD;
    assertThat(standard.after(momentum, base, sale))
        .isGreaterThanOrEqualTo(
            1
                - standard.persistence()
                + (standard.persistence() - standard.response()) * momentum
                - 1e-12)
        .isPositive();
  }

  @Property(tries = 100)
  void theExpectationOfTheNextStepIsThatOfTheLaw(
      @ForAll @DoubleRange(min = 0.1, max = 4) double momentum,
      @ForAll @DoubleRange(min = 0.01, max = 20) double base) {
    DemandLaw law = new DemandLaw(0.2, 0.1);
    double sum = 0;
    for (DemandLaw.Mass mass = law.mass(base * momentum); !mass.isOver(); mass.next()) {
      sum += mass.value() * Momentum.STANDARD.after(momentum, base, mass.count());
    }
    assertThat(sum).isCloseTo(Momentum.STANDARD.expected(momentum, 1), within(1e-10));
  }

  @Test
  void expectationsGoBackStepByStep() {
    double momentum = 2.7;
    double expected = momentum;
    for (int h = 0; h < 30; h++) {
      assertThat(Momentum.STANDARD.expected(momentum, h)).isCloseTo(expected, within(1e-12));
      expected = Momentum.STANDARD.unseen(expected);
    }
  }
}
