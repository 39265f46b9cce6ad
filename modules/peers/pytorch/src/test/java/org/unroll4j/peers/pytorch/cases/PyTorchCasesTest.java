package org.unroll4j.peers.pytorch.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll4j.peers.pytorch.StartedPyTorch;
import org.unroll4j.peers.worker.CaseAnswers;
import org.unroll4j.validation.differences.DifferencesPeer;
import org.unroll4j.validation.matrix.Matrix;
import org.unroll4j.validation.matrix.MatrixCell;
import org.unroll4j.validation.matrix.MatrixRun;
import org.unroll4j.validation.matrix.Verdict;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.NumberType;
import org.unroll4j.validation.peer.Peer;

/** PyTorch against the equations in plain loops and central differences, in this process. */
class PyTorchCasesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"two biases", "initial state", "all together", "truncation", "step by step"})
  void everyCellIsWhatTheEquationsSay(String option) {
    Peer differences = new DifferencesPeer();
    Matrix matrix =
        new Matrix(
            List.of(new Local()), List.of(differences), Map.of(NumberType.DOUBLE, differences));
    MatrixRun run = new MatrixRun(matrix, List.of(option, "DOUBLE"), (asked, arbiter) -> {});
    run.run((done, total, next) -> {});
    assertThat(run.cells()).isNotEmpty();
    assertThat(run.cells()).extracting(MatrixCell::verdict).containsOnly(Verdict.EQUAL);
  }

  /** PyTorch in the place of our engine. */
  private static final class Local implements Peer {
    private final CaseAnswers cases = StartedPyTorch.PEER.cases();

    @Override
    public String id() {
      return "pytorch";
    }

    @Override
    public Map<String, String> facts() {
      return StartedPyTorch.PEER.facts();
    }

    @Override
    public Optional<String> refusal(Case asked) {
      return cases.refusal(asked);
    }

    @Override
    public Answer answer(Case asked) {
      return cases.answer(asked);
    }
  }
}
