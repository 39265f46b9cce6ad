package org.unroll4j.peers.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerTest {

  private static Answer of(float... outputs) {
    return new Answer(Map.of(Answer.OUTPUTS, outputs));
  }

  @Test
  void isReadAsItWasWritten(@TempDir Path folder) throws IOException {
    Answer answer = of(1.5f, -Float.MIN_VALUE, Float.NaN);
    answer.write(folder.resolve("answer"));
    assertThat(Answer.read(folder.resolve("answer")).arrays().get(Answer.OUTPUTS))
        .containsExactly(answer.arrays().get(Answer.OUTPUTS));
  }

  @Test
  void aDifferenceIsHeldAgainstTheLargestElement() {
    assertThat(of(10, 0.0009f).disagreement(of(10, 0))).isEmpty();
    assertThat(of(10, 0.0011f).disagreement(of(10, 0))).get().asString().contains("outputs");
  }

  @Test
  void notANumberAgreesWithNothing() {
    assertThat(of(10, Float.NaN).disagreement(of(10, 0))).isPresent();
    assertThat(of(Float.NaN, 10).disagreement(of(0, 10))).isPresent();
  }

  @Test
  void otherSizesAndNothingDisagree() {
    assertThat(of(1).disagreement(of(1, 1))).isPresent();
    assertThat(new Answer(Map.of()).disagreement(of(1))).isPresent();
    assertThat(of(1).disagreement(new Answer(Map.of()))).isPresent();
  }
}
