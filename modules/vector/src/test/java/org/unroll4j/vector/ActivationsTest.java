package org.unroll4j.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationsTest {

  /** Every 4,099th float of all, both signs; the exhaustive run is a command. */
  private static final int STRIDE = 4099;

  @ParameterizedTest
  @EnumSource(ActivationErrors.Implementation.class)
  void theErrorsAreThoseThatAreStated(ActivationErrors.Implementation implementation) {
    ActivationErrors errors = ActivationErrors.measure(implementation, STRIDE);
    assertThat(errors.tanhUlps()).isLessThanOrEqualTo(ActivationErrors.TANH_ULPS);
    assertThat(errors.sigmoidError()).isLessThanOrEqualTo(ActivationErrors.SIGMOID_ERROR);
    assertThat(errors.specialValues()).isEmpty();
  }

  @Test
  void bothImplementationsAreWithinTwoUlpsOfEachOther() {
    float[] x = new float[4096];
    IntStream.range(0, x.length).forEach(i -> x[i] = (i - 2048) / 160f);
    float[] vectors = new float[x.length + 64];
    float[] padded = Arrays.copyOf(x, x.length + 64);
    VectorActivations.tanh(padded, 0, vectors, 0, x.length);
    for (int i = 0; i < x.length; i++) {
      float loop = Activations.tanh(x[i]);
      assertThat(Math.abs(vectors[i] - loop)).isLessThanOrEqualTo(2 * Math.ulp(loop));
    }
  }
}
