package org.unroll4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.check.GradientCheck;

/**
 * Compares a gradient with central differences along random directions. Every element takes part in
 * every direction, so a few of them find any wrong element; it is then named one by one.
 */
final class Directions {

  private static final int COUNT = 3;
  private static final double EPSILON = 1e-5;
  private static final double TOLERANCE = 1e-7;

  private Directions() {}

  static void check(String name, INDArray variable, INDArray analytic, DoubleSupplier loss) {
    INDArray start = variable.dup();
    for (int k = 0; k < COUNT; k++) {
      INDArray direction = Networks.random(100 + k, variable.shape());
      variable.assign(start.add(direction.mul(EPSILON)));
      double above = loss.getAsDouble();
      variable.assign(start.sub(direction.mul(EPSILON)));
      double below = loss.getAsDouble();
      variable.assign(start);
      double numeric = (above - below) / (2 * EPSILON);
      double expected = analytic.mul(direction).sumNumber().doubleValue();
      if (!(Math.abs(numeric - expected) <= TOLERANCE * Math.max(1, Math.abs(numeric)))) {
        nameTheElement(name, variable, analytic, loss);
        assertThat(expected).as(name + " along direction " + k).isEqualTo(numeric);
      }
    }
  }

  private static void nameTheElement(
      String name, INDArray variable, INDArray analytic, DoubleSupplier loss) {
    var result =
        new GradientCheck(EPSILON, TOLERANCE)
            .run(Map.of(name, variable), Map.of(name, analytic), loss);
    assertThat(result.passed()).as(result.worst().toString()).isTrue();
  }
}
