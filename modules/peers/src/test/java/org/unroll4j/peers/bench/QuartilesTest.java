package org.unroll4j.peers.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class QuartilesTest {

  @Test
  void ofAnOddNumberOfValues() {
    assertThat(Quartiles.of(9, 1, 5, 3, 7)).isEqualTo(new Quartiles(5, 3, 7));
  }

  @Test
  void interpolatesBetweenNeighbours() {
    assertThat(Quartiles.of(4, 1, 2, 3)).isEqualTo(new Quartiles(2.5, 1.75, 3.25));
  }

  @Test
  void ofOneValue() {
    assertThat(Quartiles.of(6.5)).isEqualTo(new Quartiles(6.5, 6.5, 6.5));
  }

  @Test
  void ofNothingIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(Quartiles::of).withMessageContaining("one");
  }
}
