package org.unroll4j.validation.differences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DerivativeTest {

  @Test
  void knowsTheDerivativeOfASmoothFunction() {
    double x = 0.7;
    double derivative = Derivative.of(d -> Math.tanh(Math.exp(x + d)) - Math.tanh(Math.exp(x - d)));
    double tanh = Math.tanh(Math.exp(x));
    assertThat(derivative).isCloseTo(Math.exp(x) * (1 - tanh * tanh), within(1e-12));
  }

  @Test
  void keepsClearOfAKinkNearby() {
    double x = 0.003;
    double derivative =
        Derivative.of(d -> relu(x + d) * Math.cos(x + d) - relu(x - d) * Math.cos(x - d));
    assertThat(derivative).isCloseTo(Math.cos(x) - x * Math.sin(x), within(1e-10));
  }

  private static double relu(double x) {
    return Math.max(0, x);
  }
}
