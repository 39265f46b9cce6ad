package org.unroll4j.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll4j.validation.Validation.Selection;
import org.unroll4j.validation.matrix.MatrixCell;
import org.unroll4j.validation.matrix.Verdict;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.Names;
import org.unroll4j.validation.peer.Peer;
import org.unroll4j.validation.peer.Values;

/** A small part of the matrix; {@code bin/unroll validate} does all of it. */
class ValidationTest {

  private static Validation.Result run(List<Peer> others, String... only) {
    Selection selection = new Selection(Set.of(), Set.of(), List.of(only));
    return new Validation(others, selection).run((done, total, next) -> {});
  }

  @ParameterizedTest
  @ValueSource(strings = {"all together, double", "truncation, double", "off, float"})
  void enginesAgreeWithThePeers(String part) {
    Validation.Result result = run(List.of(), part);
    assertThat(result.different()).isEmpty();
    assertThat(result.passed()).isTrue();
    assertThat(result.cells()).extracting(MatrixCell::verdict).contains(Verdict.EQUAL);
  }

  @Test
  void trainingsStayTogether() {
    Validation.Result result = run(List.of(), "lstm, training, SGD, double");
    assertThat(result.different()).isEmpty();
    assertThat(result.cells())
        .filteredOn(cell -> cell.verdict() == Verdict.EQUAL)
        .extracting(cell -> cell.place().quantity())
        .contains(
            "parameters after 1 update",
            "parameters after 10 updates",
            "parameters after 100 updates");
  }

  @Test
  void aPeerIsWrongWhereTheRegisterSaysSo() {
    Validation.Result result = run(List.of(), "lstm, truncation, double");
    assertThat(result.cells())
        .filteredOn(cell -> cell.verdict() == Verdict.PEER_WRONG)
        .allSatisfy(cell -> assertThat(cell.divergence()).isEqualTo("dl4j-truncated-gradient"))
        .extracting(cell -> cell.place().quantity())
        .containsExactly("gradient of W", "gradient of R", "gradient of b");
  }

  @Test
  void whatAPeerDoesNotHaveIsNamed() {
    Validation.Result result = run(List.of(), "gru reset after, plain, double");
    assertThat(result.cells())
        .filteredOn(cell -> cell.place().peer().equals("dl4j"))
        .extracting(MatrixCell::verdict, MatrixCell::note)
        .containsOnly(tuple(Verdict.NOT_OFFERED, "has no GRU"));
  }

  /** Answers outputs of zero, says nothing of the rest, and breaks at backward layers. */
  private record Liar(Optional<String> excuse) implements Peer {

    @Override
    public String id() {
      return "liar";
    }

    @Override
    public Map<String, String> facts() {
      return Map.of("label", "Liar");
    }

    @Override
    public Optional<String> refusal(Case asked) {
      return Optional.empty();
    }

    @Override
    public Answer answer(Case asked) {
      if (asked.option().equals("backward")) {
        throw new IllegalStateException("broken");
      }
      return new Answer.Builder()
          .put(Names.OUTPUTS, Values.zeros(asked.loss().target().shape()))
          .notOffered(Names.LOSS, "never measured")
          .build();
    }

    @Override
    public Optional<String> divergence(Case asked, String quantity) {
      return excuse;
    }
  }

  private static MatrixCell ofLiar(Validation.Result result, String quantity) {
    return result.cells().stream()
        .filter(cell -> cell.place().engine().equals("reference"))
        .filter(cell -> cell.place().peer().equals("liar"))
        .filter(cell -> cell.place().quantity().equals(quantity))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aDifferenceIsFound() {
    Validation.Result result = run(List.of(new Liar(Optional.empty())), "lstm, plain, double");
    assertThat(result.passed()).isFalse();
    assertThat(ofLiar(result, Names.OUTPUTS).verdict()).isEqualTo(Verdict.DIFFERENT);
    assertThat(ofLiar(result, Names.OUTPUTS).error()).isGreaterThan(0.01);
    assertThat(ofLiar(result, Names.LOSS).note()).isEqualTo("never measured");
    assertThat(ofLiar(result, "final h").verdict()).isEqualTo(Verdict.NOT_OFFERED);
  }

  @Test
  void aDifferenceThatTheRegisterKnowsIsThePeersFault() {
    Liar excused = new Liar(Optional.of("liar-lies"));
    Validation.Result result = run(List.of(excused), "lstm, plain, double");
    assertThat(result.passed()).isTrue();
    assertThat(ofLiar(result, Names.OUTPUTS).divergence()).isEqualTo("liar-lies");
  }

  @Test
  void aPeerThatBreaksIsDifferent() {
    Validation.Result result = run(List.of(new Liar(Optional.empty())), "lstm, backward, double");
    assertThat(ofLiar(result, MatrixCell.EVERYTHING).verdict()).isEqualTo(Verdict.DIFFERENT);
    assertThat(ofLiar(result, MatrixCell.EVERYTHING).note()).contains("broken");
  }

  @Test
  void namesAreChecked() {
    Selection warp = new Selection(Set.of("warp"), Set.of(), List.of());
    assertThatThrownBy(() -> new Validation(List.of(), warp))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--engine warp: there is none of this name; there are: reference");
    assertThatThrownBy(() -> run(List.of(), "warp"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Nothing to validate");
  }

  @Test
  void theRecordHasOneComparisonALine() {
    Validation.Result result = run(List.of(), "rnn tanh, plain, double");
    String text = RecordText.of(result.record(Map.of("createdAt", "now"), List.of()));
    assertThat(text.lines().filter(line -> line.contains("\"verdict\"")))
        .hasSameSizeAs(result.cells());
    assertThat(text).startsWith("{\n\"schema\": \"unroll4j.equivalence/1\",");
  }
}
