package org.unroll4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.unroll4j.report.page.Answer;
import org.unroll4j.report.page.Finding;
import org.unroll4j.report.page.Matrix;
import org.unroll4j.report.page.Page;
import org.unroll4j.report.page.Section;
import org.unroll4j.report.page.Table;

class EquivalencePageTest {

  @TempDir Path folder;

  private static Page page(ObjectNode json) {
    return new EquivalencePage(json).page();
  }

  private static Section section(Page page, String id) {
    return page.sections().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  private static List<String> sections(Page page) {
    return page.sections().stream().map(Section::id).toList();
  }

  private static List<Matrix> matrices(Page page) {
    return section(page, "matrix").blocks().stream().map(Matrix.class::cast).toList();
  }

  static Stream<ObjectNode> records() {
    return Stream.of(
        EquivalenceFixture.full(1),
        EquivalenceFixture.withoutDownloads(2),
        EquivalenceFixture.different(3),
        EquivalenceFixture.longNames(4),
        EquivalenceFixture.bare(),
        HostileText.everywhere(EquivalenceFixture.full(5), "</script><b>\"'&"));
  }

  @Test
  void answersFirst() {
    Page page = page(EquivalenceFixture.full(1));
    assertThat(page.answer().verdict()).isEqualTo(Answer.Verdict.EQUAL);
    assertThat(page.answer().headline()).startsWith("All 3,").contains("peer itself is right");
    assertThat(page.tiles())
        .extracting(tile -> tile.label() + ": " + tile.value())
        .contains("Different: 0", "Faults noticed: 3 of 3", "The peer is wrong: 50");
    assertThat(sections(page))
        .containsExactly("peers", "matrix", "growth", "register", "mutants", "record");
  }

  @Test
  void shoutsWhereItDiffers() {
    Page page = page(EquivalenceFixture.different(3));
    assertThat(page.answer().verdict()).isEqualTo(Answer.Verdict.DIFFERENT);
    assertThat(page.answer().headline()).startsWith("2 of 3,");
    assertThat(sections(page)).startsWith("differences");
    Table table = (Table) section(page, "differences").blocks().get(0);
    assertThat(table.rows())
        .extracting(row -> row.get(1).text())
        .as("what has no number is the worst")
        .containsExactly("no number", "3.2e−3");
    assertThat(matrices(page).stream().flatMap(matrix -> matrix.rows().stream()))
        .flatExtracting(Matrix.Row::squares)
        .filteredOn(square -> square.style().equals("ne"))
        .extracting(Matrix.Square::text)
        .containsExactlyInAnyOrder("≠ ?", "≠ ?", "≠ 10⁻²", "≠ 10⁻²");
  }

  @Test
  void notOfferedIsNotEqual() {
    Matrix gru = matrices(page(EquivalenceFixture.full(1))).get(6);
    assertThat(gru.title()).isEqualTo("GRU reset after");
    assertThat(gru.rows().get(0).squares())
        .extracting(Matrix.Square::style)
        .containsExactly("no", "no", "eq", "eq", "eq", "eq", "eq part");
    assertThat(gru.numbers().get(0).lines())
        .singleElement()
        .satisfies(line -> assertThat(line.note()).isEqualTo("Deeplearning4j has no GRU"));
    assertThat(gru.numbers().get(6).lines())
        .extracting(Matrix.Line::quantity)
        .startsWith("outputs", "final h", "loss")
        .last()
        .isEqualTo("gradient of x, gradient of W, gradient of R, gradient of b, gradient of h0");
  }

  @Test
  void aPeerThatOffersNothingHasNoColumn() {
    ObjectNode json = EquivalenceFixture.bare();
    for (String verdict : List.of("equal", "not offered")) {
      for (String cell : List.of("gru", "lstm")) {
        json.withArray("cells")
            .addObject()
            .put("cell", cell)
            .put("peer", verdict)
            .put("engine", "ours")
            .put("type", "FLOAT")
            .put("verdict", verdict)
            .put("note", "because");
      }
    }
    Matrix overview = matrices(page(json)).get(0);
    assertThat(overview.width()).isEqualTo(1);
    assertThat(overview.summary()).endsWith("there: ours float against not offered (because).");
  }

  @Test
  void aSquareShowsTheQuantityNearestToItsTolerance() {
    ObjectNode json = EquivalenceFixture.bare();
    for (double[] one : new double[][] {{3e-13, 1e-10}, {1e-13, 1e-12}, {0, 1e-16}}) {
      ObjectNode cell = json.withArray("cells").addObject().put("cell", "lstm").put("peer", "p");
      cell.put("error", one[0]).put("tolerance", one[1]).put("verdict", "equal");
      cell.put("quantity", "q" + one[1]).put("engine", "e").put("type", "DOUBLE");
    }
    Matrix matrix = matrices(page(json)).get(0);
    assertThat(matrix.title()).isEqualTo("LSTM");
    assertThat(matrix.rows().get(0).squares().get(0).text()).isEqualTo("10⁻¹³");
    assertThat(matrix.rows().get(0).squares().get(0).title())
        .isEqualTo("equal: q1.0E-12 1e−13, tolerance 1e−12");
    assertThat(matrix.numbers().get(0).lines()).hasSize(3);
  }

  @Test
  void anUnknownVerdictIsNotTakenForAGoodOne() {
    ObjectNode json = EquivalenceFixture.bare();
    json.withArray("cells").addObject().put("cell", "gru").put("verdict", "fine");
    assertThat(page(json).answer().verdict()).isEqualTo(Answer.Verdict.DIFFERENT);
  }

  @Test
  void aFaultThatNobodyNoticedIsNoGoodAnswer() {
    ObjectNode json = EquivalenceFixture.full(6);
    EquivalenceFixture.escape(json, 0);
    assertThat(page(json).answer().verdict()).isEqualTo(Answer.Verdict.DIFFERENT);
    assertThat(page(json).answer().headline()).contains("1 of 3 faults");
    Table table = (Table) section(page(json), "mutants").blocks().get(0);
    assertThat(table.rows().get(0).get(1).detail()).isEqualTo("Missed: lstm, plain, loss.");
  }

  @Test
  void anIncompleteRecordHasNoEmptySections() {
    assertThat(sections(page(EquivalenceFixture.withoutDownloads(2))))
        .containsExactly("peers", "matrix", "growth", "register", "record");
    assertThat(sections(page(EquivalenceFixture.bare()))).isEmpty();
    assertThat(page(EquivalenceFixture.bare()).answer().headline())
        .isEqualTo("Nothing was compared.");
  }

  @Test
  void growthHasATolerance() {
    Page page = page(EquivalenceFixture.full(1));
    assertThat(page.figures()).hasSize(4);
    assertThat(page.figures())
        .allSatisfy(
            figure -> {
              assertThat(figure.spec().path("series").size()).isBetween(1, 6);
              assertThat(figure.spec().path("references")).hasSize(1);
              assertThat(figure.spec().path("y").path("log").asBoolean()).isTrue();
              assertThat(figure.numbers().rows()).hasSize(7);
            });
  }

  @Test
  void anEntryOfTheRegisterShowsItsNumbers() {
    Finding finding =
        (Finding) section(page(EquivalenceFixture.full(1)), "register").blocks().get(0);
    assertThat(finding.figures())
        .extracting(Finding.Figure::value)
        .containsExactly("0.21", "0.43", "0.43");
    assertThat(finding.seen()).startsWith("50 comparisons in the matrix: RNN tanh, truncated;");
  }

  @Test
  void anEntryThatDoesNotHoldSaysSo() {
    ObjectNode json = EquivalenceFixture.full(1);
    ((ObjectNode) json.path("register").get(0))
        .put("holds", false)
        .put("ours", 0.44)
        .put("together", 1e-8);
    Finding finding = (Finding) section(page(json), "register").blocks().get(0);
    assertThat(finding.badge()).isEqualTo("not as described in this run");
    assertThat(finding.figures().get(1).style()).isEqualTo("theirs");
  }

  @Test
  void whatIsWrongStandsBeforeWhatMeansSomethingElse() {
    ObjectNode json = EquivalenceFixture.full(1);
    ((ObjectNode) json.path("register").get(0)).put("kind", "different meaning");
    List<Finding> findings =
        section(page(json), "register").blocks().stream().map(Finding.class::cast).toList();
    assertThat(findings)
        .extracting(finding -> finding.badge() + ", " + finding.figures().get(0).style())
        .containsExactly("wrong, theirs", "different meaning, elsewhere");
    assertThat(findings.get(1).id()).isEqualTo("finding-2");
    assertThat(matrices(page(json)).get(1).numbers())
        .flatExtracting(Matrix.Numbers::lines)
        .extracting(Matrix.Line::target)
        .contains("finding-2")
        .doesNotContain("finding-1");
  }

  @Test
  void aChartHoldsWhatHasOneTolerance() {
    ObjectNode json = EquivalenceFixture.bare();
    for (int i = 0; i < 12; i++) {
      ObjectNode one = json.withArray("overLength").addObject().put("type", "DOUBLE");
      one.put("cell", "lstm").put("quantity", i < 6 ? "outputs" : "gradient of R");
      one.put("steps", 1 << i % 3).put("error", 1e-16 * i).put("tolerance", i < 6 ? 1e-12 : 1e-10);
      one.put("peer", i % 6 < 3 ? "p" : "q").put("engine", "e");
    }
    assertThat(page(json).figures())
        .extracting(figure -> figure.title())
        .containsExactly(
            "Error over steps: double, outputs and states", "Error over steps: double, gradients");
    assertThat(page(json).figures().get(1).spec().path("series").get(0).path("points"))
        .as("the worst of both peers")
        .hasToString("[[1.0,9.0E-16],[2.0,1.0E-15],[4.0,1.1E-15]]");
  }

  @ParameterizedTest
  @CsvSource({
    "0.51230001, 0.5123, 0.51230001",
    "0.5, 0.25, 0.5",
    "1.4142135, 1.0, 1.414",
    "0, 1, 0",
    "NaN, 1, no number",
    "-3.2e-9, 0, −3.2e−9",
    "2, 2, 2",
  })
  void numbersThatDifferLookDifferent(double value, double other, String expected) {
    int digits = EquivalenceRegister.digits(value, other);
    assertThat(EquivalenceRegister.rounded(value, digits)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1.3e-16, 10⁻¹⁶",
    "0, 0",
    "2.2, 10⁰",
    "420, 10³",
    "9e-13, 10⁻¹²",
    "1e300, ∞",
    "NaN, ?"
  })
  void errorsAreRoundedToAPowerOfTen(double error, String expected) {
    assertThat(PowersOfTen.about(error)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyLinkFindsItsTarget(ObjectNode json) {
    String html =
        PageWriter.render(page(json)).replaceAll("(?s)<(script|style)[^>]*>.*?</\\1>", "");
    List<String> ids = matches(html, " id=\"([^\"]+)\"");
    assertThat(ids).doesNotHaveDuplicates().containsAll(matches(html, "href=\"#([^\"]+)\""));
    assertThat(html).doesNotContain("<b>\"");
  }

  private static List<String> matches(String html, String pattern) {
    return Pattern.compile(pattern).matcher(html).results().map(m -> m.group(1)).toList();
  }

  @Test
  void isOneFileOfModestSize() throws IOException {
    ObjectNode json = EquivalenceFixture.full(7);
    assertThat(json.path("cells").size()).isGreaterThan(4000);
    Path html = folder.resolve("index.html");
    ReportPage.equivalence(Fixture.folder(folder, "run", json).resolve("result.json"), html);
    assertThat(Files.size(html)).isLessThan(2_000_000);
  }

  @Test
  void isDrawnFromMemoryAndByTheCommandToo() {
    ObjectNode json = EquivalenceFixture.full(8);
    Path first = folder.resolve("first.html");
    Path second = folder.resolve("second.html");
    Map<?, ?> record = new ObjectMapper().convertValue(json, Map.class);
    ReportPage.equivalence(cast(record), first);
    ReportPage.compare(List.of(Fixture.folder(folder, "run", json)), second);
    assertThat(first).hasSameTextualContentAs(second);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, ?> cast(Map<?, ?> record) {
    return (Map<String, ?>) record;
  }

  @Test
  void anotherRecordIsRefused() throws IOException {
    Path file = folder.resolve("result.json");
    Files.writeString(file, "{\"schema\": \"unroll4j.session/1\"}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReportPage.equivalence(file, folder.resolve("index.html")))
        .withMessageContaining("expected schema 'unroll4j.equivalence/1'");
  }
}
