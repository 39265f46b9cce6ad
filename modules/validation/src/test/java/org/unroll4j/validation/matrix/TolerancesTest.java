package org.unroll4j.validation.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.NumberType;
import org.unroll4j.validation.peer.Updater;
import org.unroll4j.validation.peer.Values;

/** The rule for growth over updates, tried where it is tight: on gradients near zero. */
class TolerancesTest {

  private static final double TAU = 1e-10;

  @Test
  void anErrorInEveryGradientStaysWithinTheToleranceOfAdam() {
    Updater adam = Updater.adam(1e-3, 1e-3);
    SplittableRandom random = new SplittableRandom(5);
    Updater.Course right = adam.start(NumberType.DOUBLE);
    Updater.Course wrong = adam.start(NumberType.DOUBLE);
    List<Map<String, Values>> a = List.of(Map.of("W", Values.zeros(200)));
    List<Map<String, Values>> b = a;
    double worst = 0;
    for (int update = 1; update <= 100; update++) {
      double[] g = new double[200];
      double[] off = new double[200];
      for (int i = 0; i < g.length; i++) {
        g[i] = Math.pow(10, -8 + i % 8) * (2 * random.nextDouble() - 1);
        off[i] = g[i] + (random.nextBoolean() ? TAU : -TAU);
        off[i] = i < 100 ? g[i] + TAU : off[i];
      }
      a = right.next(a, gradient(g));
      b = wrong.next(b, gradient(off));
      double error = error(a, b);
      assertThat(error)
          .isLessThanOrEqualTo(Tolerances.afterUpdates(NumberType.DOUBLE, adam, update));
      worst = Math.max(worst, error / Tolerances.afterUpdates(NumberType.DOUBLE, adam, update));
    }
    assertThat(worst).as("share of the tolerance").isGreaterThan(0.1);
  }

  private static Answer gradient(double[] g) {
    return new Answer.Builder().put("gradient of W", Values.of(g, g.length)).build();
  }

  private static double error(List<Map<String, Values>> a, List<Map<String, Values>> b) {
    double worst = 0;
    for (int i = 0; i < 200; i++) {
      worst =
          Math.max(
              worst, Math.abs(a.get(0).get("W").numbers()[i] - b.get(0).get("W").numbers()[i]));
    }
    return worst;
  }
}
