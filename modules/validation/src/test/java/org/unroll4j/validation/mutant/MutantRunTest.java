package org.unroll4j.validation.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.unroll4j.core.engine.Engines;
import org.unroll4j.validation.differences.DifferencesPeer;
import org.unroll4j.validation.engine.EnginePeer;
import org.unroll4j.validation.matrix.Matrix;
import org.unroll4j.validation.matrix.MatrixRun;
import org.unroll4j.validation.peer.NumberType;
import org.unroll4j.validation.peer.Peer;

/** Every mistake turns the matrix red, where it should and nowhere else. */
class MutantRunTest {

  private static final List<String> PARTS =
      List.of(
          "rnn relu, plain, double",
          "lstm, step by step, double",
          "lstm, mask left, double",
          "lstm with peepholes, plain, double",
          "lstm with peepholes, truncation, double",
          "lstm with projection, initial state, double",
          "gru reset after, all together, double",
          "gru reset before, both directions, lengths right, double");

  @Test
  void everyMistakeIsCaughtWhereItShows() {
    Peer differences = new DifferencesPeer();
    Matrix matrix =
        new Matrix(
            List.of(new EnginePeer(Engines.reference())),
            List.of(differences),
            Map.of(NumberType.DOUBLE, differences));
    MutantRun mutants = new MutantRun();
    for (String part : PARTS) {
      MatrixRun run = new MatrixRun(matrix, List.of(part), mutants::add);
      run.run((done, total, next) -> assertThat(total).isEqualTo(1));
      assertThat(run.totals()).containsEntry("different", 0);
    }
    assertThat(mutants.plainValues())
        .hasSize(12)
        .allSatisfy(
            mutant -> {
              assertThat((List<?>) mutant.get("missed")).as("%s", mutant).isEmpty();
              assertThat((List<?>) mutant.get("unexpected")).as("%s", mutant).isEmpty();
              assertThat(mutant).containsEntry("asExpected", true);
            });
  }
}
