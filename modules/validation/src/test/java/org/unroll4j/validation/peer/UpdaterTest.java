package org.unroll4j.validation.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpdaterTest {

  private static final List<Map<String, Values>> START =
      List.of(Map.of("W", Values.of(new double[] {1, -2}, 2)));

  private static Answer gradient(double... g) {
    return new Answer.Builder().put("gradient of W", Values.of(g, 2)).build();
  }

  private static double[] numbers(List<Map<String, Values>> parameters) {
    return parameters.get(0).get("W").numbers();
  }

  @Test
  void sgdSubtractsTheGradientTimesTheRate() {
    Updater.Course course = Updater.sgd(0.5).start(NumberType.DOUBLE);
    assertThat(numbers(course.next(START, gradient(2, -4)))).containsExactly(0, 0);
  }

  @Test
  void floatsAreRoundedOnce() {
    Updater.Course course = Updater.sgd(0.1).start(NumberType.FLOAT);
    assertThat(numbers(course.next(START, gradient(1, 1))))
        .containsExactly((float) 0.9, (float) -2.1);
  }

  /** Both moments of a constant gradient are unbiased: each step is η·g/(|g| + ε). */
  @Test
  void adamWithAConstantGradientTakesEqualSteps() {
    Updater.Course course = Updater.adam(0.1, 0.5).start(NumberType.DOUBLE);
    List<Map<String, Values>> parameters = START;
    for (int update = 0; update < 3; update++) {
      parameters = course.next(parameters, gradient(1.5, -0.5));
    }
    assertThat(numbers(parameters)[0]).isCloseTo(1 - 3 * 0.1 * 1.5 / 2, within(1e-15));
    assertThat(numbers(parameters)[1]).isCloseTo(-2 + 3 * 0.1 * 0.5 / 1, within(1e-15));
  }
}
