package org.unroll4j.validation.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainFilesTest {

  @TempDir private Path folder;

  @Test
  void aCaseComesBack() throws IOException {
    Structure structure =
        new Structure(
            CellKind.LSTM_PROJECTION, true, 2, Directions.BOTH, new Structure.Sizes(2, 3, 1, 5, 2));
    Map<String, Values> states = Map.of("h", Values.of(new double[] {0.25, -1}, 1, 2));
    Case asked =
        new Case(
            "ragged",
            NumberType.FLOAT,
            structure,
            Padding.RIGHT,
            Walk.segments(7),
            new Data(
                Values.of(new double[] {1, 2, 3, Double.NaN, 5, 6}, 2, 3, 1),
                new boolean[] {true, true, true, true, false, true},
                List.of(states),
                List.of(Map.of("W", Values.of(new float[] {0.1f}, 1, 1)))),
            new Loss(Values.zeros(2, 3, 4), List.of(states), false, 0.5),
            List.of(Names.OUTPUTS, "gradient of W"));
    Path file = folder.resolve("case");
    PlainFiles.write(asked, file);

    assertThat(PlainFiles.readCase(file))
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .isEqualTo(asked);
    assertThat(PlainFiles.readCase(file).lengths()).containsExactly(2, 1, 2);
  }

  @Test
  void anAnswerComesBack() throws IOException {
    Answer answer =
        new Answer.Builder()
            .put(
                "gradient of W",
                new Values(new int[] {2, 2}, new double[] {0, 7, 0, 0}, new int[] {1}))
            .put("final h", List.of(Values.zeros(1, 2), Values.of(new double[] {1, 2}, 1, 2)))
            .notOffered("gradient of x", "no way back")
            .build();
    Path file = folder.resolve("answer");
    PlainFiles.write(answer, file);

    assertThat(PlainFiles.readAnswer(file)).usingRecursiveComparison().isEqualTo(answer);
  }
}
