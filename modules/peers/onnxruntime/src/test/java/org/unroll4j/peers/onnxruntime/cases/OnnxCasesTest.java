package org.unroll4j.peers.onnxruntime.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll4j.core.engine.Engines;
import org.unroll4j.validation.engine.EnginePeer;
import org.unroll4j.validation.matrix.Matrix;
import org.unroll4j.validation.matrix.MatrixCell;
import org.unroll4j.validation.matrix.MatrixRun;
import org.unroll4j.validation.matrix.Verdict;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.NumberType;
import org.unroll4j.validation.peer.Peer;

/** Exported graphs in ONNX Runtime against the reference engine, in this process. */
class OnnxCasesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"plain", "two biases", "backward", "all together", "step by step", "dropout off"})
  void everyCellThatItHasIsOurs(String option) {
    Peer reference = new EnginePeer(Engines.reference());
    Matrix matrix =
        new Matrix(List.of(reference), List.of(new Local()), Map.of(NumberType.FLOAT, reference));
    MatrixRun run = new MatrixRun(matrix, List.of(option, "FLOAT"), (asked, arbiter) -> {});
    run.run((done, total, next) -> {});
    assertThat(run.cells())
        .extracting(MatrixCell::verdict)
        .contains(Verdict.EQUAL)
        .containsOnly(Verdict.EQUAL, Verdict.NOT_OFFERED);
    assertThat(run.cells())
        .filteredOn(cell -> cell.verdict() == Verdict.NOT_OFFERED)
        .extracting(MatrixCell::note)
        .containsAnyOf("ONNX Runtime computes no gradients", "the operator LSTM has no projection");
  }

  private record Local() implements Peer {

    @Override
    public String id() {
      return "onnxruntime";
    }

    @Override
    public Map<String, String> facts() {
      return Map.of("label", "ONNX Runtime");
    }

    @Override
    public Optional<String> refusal(Case asked) {
      return new OnnxCases().refusal(asked);
    }

    @Override
    public Answer answer(Case asked) {
      return new OnnxCases().answer(asked);
    }
  }
}
