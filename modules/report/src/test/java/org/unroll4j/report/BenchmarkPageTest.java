package org.unroll4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll4j.report.page.Figure;
import org.unroll4j.report.page.Page;
import org.unroll4j.report.page.Table;

class BenchmarkPageTest {

  private final ObjectNode json =
      JsonMapper.builder().build().createObjectNode().put("schema", "unroll4j.benchmarks/1");
  private final ArrayNode measurements = json.putArray("measurements");

  private ObjectNode measure(String work, int steps, String who, double milliseconds) {
    ObjectNode one = measurements.addObject().put("work", work).put("kind", "training step");
    one.put("cell", "LSTM").put("batch", 32).put("steps", steps).put("inputs", 64);
    one.put("hidden", 256).put("who", who).put("label", "the " + who);
    one.put("medianMs", milliseconds);
    one.putArray("quartilesMs").add(milliseconds * 0.9).add(milliseconds * 1.1);
    return one;
  }

  private Page page() {
    return new BenchmarkPage(json).page();
  }

  @Test
  void everyWorkOfTheTableHasATableAndSweepsHaveACurve() {
    measure("train", 128, "vector", 33).put("ratioToOurs", 1.0).put("shareOfFloor", 0.62);
    measure("train", 128, "pytorch", 66).put("ratioToOurs", 2.03);
    for (int steps : new int[] {8, 128, 2048}) {
      measure("T" + steps, steps, "vector", steps / 4.0);
      measure("T" + steps, steps, "pytorch", steps / 2.0);
    }
    Page page = page();
    assertThat(page.figures()).extracting(Figure::id).containsExactly("sweep-steps");
    assertThat(page.figures().get(0).numbers().rows()).hasSize(3);
    assertThat(page.figures().get(0).spec().path("series")).hasSize(2);
    assertThat(PageWriter.render(page))
        .contains("the pytorch", "2.03", "62.0", "N=32 T=128 F=64 H=256");
  }

  @Test
  void targetsAreCountedAndShown() {
    measure("train", 128, "pytorch", 66);
    ArrayNode targets = json.putArray("targets");
    targets.addObject().put("work", "train").put("who", "pytorch").put("least", 2.0);
    ((ObjectNode) targets.get(0)).put("measured", 1.9).put("reached", false);
    targets.addObject().put("work", "T2048").put("who", "T128").put("most", 17.6);
    ((ObjectNode) targets.get(1)).put("measured", 16.0).put("reached", true);
    Page page = page();
    assertThat(page.answer().headline()).isEqualTo("1 of 2 targets were reached.");
    Table table = (Table) page.sections().get(0).blocks().get(0);
    assertThat(table.rows().get(0).get(2).text()).isEqualTo("at\u00a0least\u00a02×");
    assertThat(table.rows().get(0).get(4).text()).isEqualTo("not\u00a0reached");
    assertThat(table.rows().get(1).get(2).text()).isEqualTo("at\u00a0most\u00a017.6×");
    assertThat(PageWriter.render(page)).contains("What was tried");
    ((ObjectNode) targets.get(0)).put("reached", true);
    assertThat(PageWriter.render(page())).doesNotContain("What was tried");
  }

  @Test
  void whoIsMissingIsNamedOnceForEachReason() {
    for (String work : new String[] {"gru", "rnn"}) {
      json.withArray("absent")
          .addObject()
          .put("work", work)
          .put("label", "Deeplearning4j")
          .put("reason", "<no GRU>");
    }
    Table table = (Table) page().sections().get(0).blocks().get(0);
    assertThat(table.rows()).hasSize(1);
    assertThat(table.rows().get(0).get(2).text()).isEqualTo("gru; rnn");
    assertThat(PageWriter.render(page())).contains("Deeplearning4j", "&lt;no GRU&gt;");
  }

  @Test
  void aSweepThatWasStoppedHasNoCurveOfOnePoint() {
    for (int steps : new int[] {8, 128, 2048}) {
      measure("T" + steps, steps, "vector", steps / 4.0);
    }
    measure("T128", 128, "pytorch", 64);
    assertThat(page().figures().get(0).spec().path("series")).hasSize(1);
  }

  @Test
  void theProfileSaysWhatRunningAtTheFloorWouldSave() {
    ObjectNode part = json.withArray("profile").addObject();
    part.put("title", "a step").put("phase", "products <forward>").put("threadMs", 12.5);
    part.put("share", 0.5).put("shareOfFloor", 0.8);
    json.withArray("profile").addObject().put("title", "a step").put("share", 0.25);
    Table table = (Table) page().sections().get(0).blocks().get(0);
    assertThat(table.rows().get(0))
        .extracting(Table.Cell::text)
        .containsExactly("products <forward>", "12.5", "50.0\u202f%", "10.0\u202f%", "80.0\u202f%");
    assertThat(table.rows().get(1).get(3).text()).isEmpty();
    assertThat(PageWriter.render(page())).contains("products &lt;forward&gt;");
  }

  @Test
  void anotherRecordIsRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("result.json");
    Files.writeString(file, "{\"schema\": \"unroll4j.session/1\"}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReportPage.benchmark(file, folder.resolve("index.html")))
        .withMessageContaining("expected schema 'unroll4j.benchmarks/1'");
    assertThat(folder.resolve("index.html")).doesNotExist();
  }
}
