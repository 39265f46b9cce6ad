package org.unroll4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CurvesTest {

  /** A thinned curve stays within a three-hundredth of the picture's height of the full one. */
  @Property(tries = 60)
  void thinningCannotBeSeen(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5000) int size) {
    List<Point> curve = increasing(new SplittableRandom(seed), size);
    List<Point> thin = Curves.thin(curve, false);
    assertThat(thin.get(0)).isEqualTo(curve.get(0));
    assertThat(thin.get(thin.size() - 1)).isEqualTo(curve.get(curve.size() - 1));
    assertThat(curve).containsSubsequence(thin);
    assertThat(thin).hasSizeLessThan(650);
    double height = curve.get(curve.size() - 1).y();
    for (Point point : curve) {
      assertThat(
              thin.stream()
                  .anyMatch(
                      kept ->
                          Math.abs(kept.x() - point.x()) <= 1 / 300.0
                              && Math.abs(kept.y() - point.y()) <= height / 300))
          .isTrue();
    }
  }

  private static List<Point> increasing(SplittableRandom random, int size) {
    List<Point> points = new ArrayList<>();
    double x = 0;
    double y = 0;
    for (int i = 0; i < size; i++) {
      x += random.nextDouble();
      y += random.nextInt(3) == 0 ? random.nextDouble() : 0;
      points.add(new Point(x, y));
    }
    double width = x;
    return points.stream().map(p -> new Point(p.x() / width, p.y())).toList();
  }

  @Test
  void readsALineOffBetweenItsPoints() {
    List<Point> line =
        List.of(new Point(0.1, 2), new Point(0.3, 6), new Point(0.3, 7), new Point(0.5, 1));
    assertThat(Curves.interpolate(line, 0.1)).isEqualTo(2);
    assertThat(Curves.interpolate(line, 0.2)).isCloseTo(4, within());
    assertThat(Curves.interpolate(line, 0.3)).as("the upper end of a step").isEqualTo(7);
    assertThat(Curves.interpolate(line, 0.4)).isCloseTo(4, within());
    assertThat(Curves.interpolate(line, 0.05)).isNaN();
    assertThat(Curves.interpolate(line, 0.6)).isNaN();
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-12);
  }

  @Test
  void skipsWhatIsNoPoint() throws Exception {
    assertThat(
            Curves.read(
                new ObjectMapper().readTree("{\"c\": [[0, 1], [null, 2], [3], \"x\", [4, 5]]}"),
                "c"))
        .containsExactly(new Point(0, 1), new Point(4, 5));
  }

  @Property(tries = 200)
  void embeddedJsonMeansTheSame(@ForAll String text) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    String json = mapper.writeValueAsString(text + "</script><!--");
    String embedded = Assets.embeddable(json);
    assertThat(embedded).doesNotContain("<", ">", "&", "\u2028", "\u2029");
    assertThat(mapper.readTree(embedded)).isEqualTo(mapper.readTree(json));
  }
}
