package org.unroll4j.vector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ActivationsTest {

  /** Every 4,099th float of all, both signs. */
  private static final int STRIDE = 4099;

  @Test
  void theErrorsAreBounded() {
    double tanhError = 0;
    double sigmoidError = 0;
    float[] v = new float[2];
    Activations both = Activations.sigmoidsExcept(2, 1, 1);
    for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += STRIDE) {
      float x = Float.intBitsToFloat((int) bits);
      if (Float.isNaN(x)) {
        continue;
      }
      v[0] = x;
      v[1] = x;
      both.apply(v);
      sigmoidError = Math.max(sigmoidError, Math.abs(v[0] - 1 / (1 + StrictMath.exp(-x))));
      tanhError = Math.max(tanhError, Math.abs(v[1] - StrictMath.tanh(x)));
    }
    assertThat(tanhError).isLessThan(4e-7);
    assertThat(sigmoidError).isLessThan(2e-7);
  }

  @Test
  void infinitiesSaturateAndNanStays() {
    assertThat(Activations.tanh(Float.POSITIVE_INFINITY)).isBetween(1 - 4e-7f, 1f);
    assertThat(Activations.tanh(Float.NEGATIVE_INFINITY)).isBetween(-1f, -1 + 4e-7f);
    assertThat(Activations.tanh(Float.NaN)).isNaN();
    assertThat(Activations.tanh(-0.0f)).isZero();
  }
}
