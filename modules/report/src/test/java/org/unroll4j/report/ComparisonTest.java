package org.unroll4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.unroll4j.report.page.Page;
import org.unroll4j.report.page.Table;

class ComparisonTest {

  @Test
  void callsRunsByTheFirstThingInWhichTheyDiffer() {
    ObjectNode gru = Fixture.gru(1);
    ObjectNode named = Fixture.gru(1).put("name", "wide");
    assertThat(labels(run("a", gru), run("b", Fixture.lstm(1)))).containsExactly("GRU", "LSTM");
    assertThat(labels(run("a", gru), run("b", named)))
        .containsExactly("GRU · session-gru", "GRU · wide");
    assertThat(labels(run("a", gru), run("b", gru))).containsExactly("GRU · a", "GRU · b");
    assertThat(labels(run("a", gru), run("a", gru))).containsExactly("GRU · a · 1", "GRU · a · 2");
  }

  @Test
  void ranksRunsThatWereJudgedOnTheSamePredictions() {
    ObjectNode best = auc(Fixture.lstm(1), 0.88, 0.87, 0.89);
    ObjectNode close = auc(Fixture.gru(1), 0.875, 0.86, 0.88);
    ObjectNode last = auc(Fixture.rnn(1), 0.80, 0.79, 0.81);
    assertThat(headline(close, last, best))
        .isEqualTo(
            "By AUC the best is LSTM (0.880), before GRU (0.875) and RNN (0.800), but this test "
                + "part cannot tell it from GRU with certainty.");
    assertThat(headline(last, best))
        .isEqualTo("By AUC the best is LSTM (0.880), ahead of RNN (0.800).");
    assertThat(headline(close, best))
        .endsWith("but this test part cannot tell the two apart with certainty.");
  }

  @Test
  void refusesToRankWhatIsNotComparable() {
    ObjectNode other = Fixture.lstm(1);
    other.withObject("/task").put("horizonMinutes", 30);
    Page page = page(Fixture.gru(1), other);
    assertThat(page.answer().headline()).contains("must not be ranked");
    Table metrics = (Table) page.sections().get(0).blocks().get(1);
    assertThat(metrics.rows()).as("no baselines of one run beside the other").hasSize(2);
    assertThat(metrics.rows().stream().flatMap(List::stream)).noneMatch(Table.Cell::strong);
  }

  @Test
  void showsOnlySettingsThatDiffer() {
    Page page = page(Fixture.gru(5), Fixture.lstm(5));
    Table differences =
        page.sections().get(page.sections().size() - 1).blocks().stream()
            .filter(Table.class::isInstance)
            .map(Table.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(differences.rows())
        .extracting(row -> row.get(0).text())
        .containsExactly("name", "model.cell");
  }

  @Test
  void overlaysTheRunsTheBestBaselineAndTheAttainable() {
    Page page = page(Fixture.gru(1), Fixture.lstm(2), Fixture.rnn(3));
    assertThat(page.figures()).extracting(figure -> figure.id()).doesNotHaveDuplicates();
    Table roc =
        page.figures().stream()
            .filter(f -> f.id().equals("roc"))
            .findFirst()
            .orElseThrow()
            .numbers();
    assertThat(roc.columns())
        .extracting(Table.Column::title)
        .containsExactly(
            "False positive rate", "GRU", "LSTM", "RNN", "boosted trees", "best attainable");
    assertThat(page.notes()).containsExactly("The data are generated; a real shop is less tidy.");
  }

  @Test
  void survivesRunsWithoutFigures() {
    Page page = page(Fixture.empty(), Fixture.oneClass(1));
    assertThat(page.answer().headline())
        .isEqualTo("None of these runs has an AUC on its test part.");
    assertThat(PageWriter.render(page)).contains("</html>");
  }

  @Test
  void ranksForecastsByTheirError() {
    Page page = page(DemandFixture.beaten(1), DemandFixture.hour(1));
    assertThat(page.answer().headline())
        .isEqualTo(
            "By WAPE the best is GRU · x · 2 (40.9\u202f%), before GRU · x · 1 (46.2\u202f%).");
    assertThat(page.answer().details())
        .containsExactly(
            "The best baseline is boosted trees (43.1\u202f%); the best attainable WAPE is "
                + "40.2\u202f%.",
            "The best probabilities are those of GRU · x · 2: weighted quantile loss 0.3231.");
    assertThat(page.figures())
        .extracting(figure -> figure.id())
        .containsExactly("wape-dots", "wql-dots", "hour-wape", "coverage", "learning-loss");
    assertThat(PageWriter.render(page)).contains("</html>");
  }

  @Test
  void doesNotRankForecastsOfOtherHorizons() {
    assertThat(headline(DemandFixture.day(1), DemandFixture.hour(1)))
        .contains("must not be ranked");
  }

  @Test
  void refusesToPutDifferentKindsSideBySide() {
    assertThatThrownBy(() -> page(Fixture.gru(1), DemandFixture.hour(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith("Report: ")
        .doesNotContain("\n")
        .contains("'unroll4j.session/1'", "'unroll4j.demand/1'", "expected runs of one kind");
  }

  private static ObjectNode auc(ObjectNode json, double auc, double low, double high) {
    json.withObject("/metrics/test").put("auc", auc);
    json.withObject("/metrics/test/intervals").putArray("auc").add(low).add(high);
    return json;
  }

  private static String headline(ObjectNode... records) {
    return page(records).answer().headline();
  }

  private static Page page(ObjectNode... records) {
    return new ComparisonPage(Stream.of(records).map(json -> run("x", json)).toList()).page();
  }

  private static Run run(String folder, ObjectNode json) {
    return new Run(Path.of(folder, "result.json"), json);
  }

  private static List<String> labels(Run... runs) {
    return Entrant.of(List.of(runs)).stream().map(Entrant::label).toList();
  }
}
