package org.unroll4j.studies.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CurvesTest {

  private static double area(List<Point> points) {
    double area = 0;
    for (int i = 1; i < points.size(); i++) {
      Point a = points.get(i - 1);
      Point b = points.get(i);
      area += (b.x() - a.x()) * (a.y() + b.y()) / 2;
    }
    return area;
  }

  @Test
  void handComputed() {
    Curves curves = Curves.of(Cases.of(new double[] {0.9, 0.7, 0.7, 0.2}, 1, 0, 1, 0));
    assertThat(curves.roc())
        .containsExactly(new Point(0, 0), new Point(0, 0.5), new Point(0.5, 1), new Point(1, 1));
    assertThat(curves.pr())
        .containsExactly(
            new Point(0, 1), new Point(0.5, 1), new Point(1, 2.0 / 3), new Point(1, 0.5));
    assertThat(curves.lift()).startsWith(new Point(0.005, 2)).endsWith(new Point(1, 1));
  }

  @Property(tries = 10, seed = "1")
  void thinCurvesShowTheSame(@ForAll long seed) {
    Predictions predictions = Cases.random(seed, 4001);
    Curves curves = Curves.of(predictions);
    assertThat(curves.roc()).hasSizeLessThanOrEqualTo(Curves.MAX_POINTS);
    assertThat(curves.pr()).hasSizeLessThanOrEqualTo(Curves.MAX_POINTS);
    assertThat(curves.lift()).hasSizeLessThanOrEqualTo(Curves.MAX_POINTS);
    assertThat(area(curves.roc()))
        .isCloseTo(Scores.of(predictions).get(Metric.AUC).orElseThrow(), within(0.002));
    assertThat(curves.roc()).startsWith(new Point(0, 0)).endsWith(new Point(1, 1));
  }

  @Test
  void oneClassHasNoCurves() {
    assertThat(Curves.of(Cases.of(new double[] {0.3, 0.4}, 0, 0)).roc()).isEmpty();
    assertThat(Curves.of(Cases.of(new double[0])).pr()).isEmpty();
  }

  @Property(tries = 10, seed = "1")
  void thinningStaysNearTheCurve(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Point> points = new ArrayList<>();
    double y = 0;
    for (int i = 0; i <= 5000; i++) {
      points.add(new Point(i / 5000.0, y));
      y = Math.min(1, y + random.nextDouble() * 4e-4);
    }
    List<Point> thin = Thinning.thin(points, 200);
    assertThat(thin).hasSizeLessThanOrEqualTo(200);
    assertThat(points).containsAll(thin);
    int segment = 0;
    for (Point p : points) {
      while (thin.get(segment + 1).x() < p.x()) {
        segment++;
      }
      Point a = thin.get(segment);
      Point b = thin.get(segment + 1);
      double line = a.y() + (b.y() - a.y()) * (p.x() - a.x()) / (b.x() - a.x());
      assertThat(p.y()).isCloseTo(line, within(0.005));
    }
  }
}
