package org.unroll4j.validation.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.unroll4j.validation.peer.CellKind;
import org.unroll4j.validation.peer.Directions;
import org.unroll4j.validation.peer.Structure;
import org.unroll4j.validation.peer.Values;

class DifferenceTest {

  private static final Structure BOTH =
      new Structure(CellKind.LSTM, false, 1, Directions.BOTH, new Structure.Sizes(1, 1, 1, 1, 1));

  private static Difference difference(Values theirs, double... ours) {
    return Difference.of(List.of(Values.of(ours, 2, 2)), List.of(theirs), BOTH);
  }

  @Test
  void isRelativeToOneMoreThanThePeersNumber() {
    Difference difference = difference(Values.of(new double[] {0, 0, 3, 0}, 2, 2), 0, 0, 2, 0.1);
    assertThat(difference).isEqualTo(new Difference(0.25, "[1, 0]"));
  }

  @Test
  void nanIsFarAway() {
    Values zero = Values.zeros(2, 2);
    assertThat(difference(zero, 0, Double.NaN, 0, 0))
        .isEqualTo(new Difference(Double.POSITIVE_INFINITY, "[0, 1]"));
    assertThat(difference(Values.of(new double[] {0, 0, 0, Double.NaN}, 2, 2), 0, 1, 0, 0).where())
        .isEqualTo("[1, 1]");
  }

  @Test
  void onlyWhatThePeerKnowsIsCompared() {
    Values sparse = new Values(new int[] {2, 2}, new double[] {9, 0, 9, 1}, new int[] {1, 3});
    assertThat(difference(sparse, 0, 0, 0, 1).error()).isZero();
  }

  @Test
  void namesTheUnit() {
    Difference difference =
        Difference.of(
            List.of(Values.zeros(1), Values.of(new double[] {1}, 1)),
            List.of(Values.zeros(1), Values.zeros(1)),
            BOTH);
    assertThat(difference).isEqualTo(new Difference(1, "layer 0 backward [0]"));
  }

  @Test
  void anotherSizeIsFarAway() {
    assertThat(difference(Values.zeros(3), 0, 0, 0, 0).error()).isInfinite();
  }
}
