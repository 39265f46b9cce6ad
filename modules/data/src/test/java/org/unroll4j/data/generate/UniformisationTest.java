package org.unroll4j.data.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.MatrixUtils;

class UniformisationTest {

  @Property(tries = 60)
  void equalsTheMatrixExponential(
      @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 200) double t) {
    SplittableRandom random = new SplittableRandom(seed);
    int states = 2 + random.nextInt(7);
    double[][] generator = new double[states][states];
    double[] v = random.doubles(states).toArray();
    for (int s = 0; s < states; s++) {
      double total = random.nextDouble() * 0.1;
      for (int r = 0; r < states; r++) {
        if (r != s) {
          generator[s][r] = random.nextDouble();
          total += generator[s][r];
        }
      }
      generator[s][s] = -total;
    }
    double[] expected =
        MatrixUtils.matrixExponential(new Array2DRowRealMatrix(generator).scalarMultiply(t))
            .preMultiply(v);
    assertThat(new Uniformisation(generator).apply(v, t)).containsExactly(expected, within(1e-10));
  }

  @Example
  void noTimeChangesNothing() {
    double[] v = {0.25, 0.75};
    assertThat(new Uniformisation(new double[][] {{-3, 1}, {2, -2}}).apply(v, 0))
        .containsExactly(v);
  }
}
