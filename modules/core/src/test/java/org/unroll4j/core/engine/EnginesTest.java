package org.unroll4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.LstmCell;

class EnginesTest {

  @Test
  void theReferenceIsAlwaysThereAndChosenByName() {
    assertThat(Engines.choose("reference", new LstmCell(), DataType.DOUBLE))
        .isSameAs(Engines.reference());
    assertThat(Engines.all()).contains(Engines.reference());
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> Engines.choose("warp", new LstmCell(), DataType.FLOAT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Engine 'warp' is not on the class path")
        .hasMessageContaining("auto, reference");
  }

  @Test
  void validStepsFromLengthsAndFromAMaskAgree() {
    ValidSteps lengths = ValidSteps.ofLengths(4, 3, 0, 4);
    ValidSteps mask =
        ValidSteps.ofMask(
            Nd4j.createFromArray(new int[][] {{1, 0, 1}, {1, 0, 1}, {1, 0, 1}, {0, 0, 1}}));
    assertThat(lengths.count()).isEqualTo(7).isEqualTo(mask.count());
    assertThat(lengths.mask(DataType.INT32).toIntMatrix())
        .isDeepEqualTo(mask.mask(DataType.INT32).toIntMatrix());
    assertThat(lengths.isComplete()).isFalse();
    assertThat(ValidSteps.ofLengths(2, 2, 2).isComplete()).isTrue();
  }

  @Test
  void aLengthBeyondTheBatchIsRefused() {
    assertThatThrownBy(() -> ValidSteps.ofLengths(4, 3, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "ValidSteps.ofLengths: lengths[1] must lie in 0..4 (the number of steps), but was 5.");
  }
}
