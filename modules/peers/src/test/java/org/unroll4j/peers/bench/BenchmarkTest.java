package org.unroll4j.peers.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll4j.peers.work.CellKind;
import org.unroll4j.peers.work.Work;
import org.unroll4j.peers.work.WorkKind;

/** With workers that are real processes, whose framework is a fake. */
class BenchmarkTest {

  private static final Work WORK =
      new Work("small", WorkKind.TRAIN, CellKind.LSTM, Work.Size.of(3, 5, 2, 4));
  private static final Effort EFFORT = new Effort(0.01, 0.1, 4, 10);
  private static final Entrant TRUTH = entrant("truth", "");
  private static final Entrant OURS = entrant(Entrant.OURS, "");

  @TempDir private Path folder;

  private static Entrant entrant(String id, String variant) {
    return new Entrant(
        id,
        "the " + id,
        FakePeer.class.getName(),
        variant,
        new Entrant.Launch(
            JavaHome.current(),
            List.of("-Xmx64m"),
            System.getProperty("java.class.path"),
            Map.of()));
  }

  private Outcome run(Entrant... entrants) {
    try (Benchmark benchmark = new Benchmark(TRUTH, 1, folder)) {
      return benchmark.run(WORK, List.of(entrants), EFFORT);
    }
  }

  @Test
  void everybodyTakesTurns() throws Exception {
    Entrant other = entrant("other", "");
    Outcome outcome = run(OURS, other);
    assertThat(outcome.absent()).isEmpty();
    assertThat(outcome.timings().get(OURS).milliseconds().low()).isGreaterThanOrEqualTo(1);
    assertThat(outcome.timings().get(other).ratioTo(outcome.timings().get(OURS))).isPresent();
    assertThat(outcome.allocated().get(OURS)).isNotNegative();
  }

  @Test
  void nobodyIsTimedWhoseResultsDisagree() {
    Entrant wrong = entrant("other", "wrong");
    Outcome outcome = run(OURS, wrong);
    assertThat(outcome.timings()).containsOnlyKeys(OURS);
    assertThat(outcome.failures().get(wrong))
        .contains("does not compute the same", "outputs is off by 0.0050")
        .doesNotContain("\n");
  }

  @Test
  void theOthersGoOnWhenOneCrashes() {
    Entrant crashing = entrant("crashing", "crashes");
    Entrant throwing = entrant("throwing", "throws");
    Outcome outcome = run(OURS, crashing, throwing);
    assertThat(outcome.timings()).containsKey(OURS);
    assertThat(outcome.failures().get(crashing)).contains("its process has ended");
    assertThat(outcome.failures().get(throwing)).contains("out of luck").doesNotContain("\n");
  }

  @Test
  void nobodyIsTimedWhereNobodyKnowsWhatIsRight() {
    try (Benchmark benchmark = new Benchmark(entrant("truth", "speechless"), 1, folder)) {
      Outcome outcome = benchmark.run(WORK, List.of(OURS), EFFORT);
      assertThat(outcome.timings()).isEmpty();
      assertThat(outcome.failures().get(OURS)).contains("does not say what is right: ");
      Outcome next = benchmark.run(WORK, List.of(OURS), EFFORT);
      assertThat(next.failures().get(OURS)).contains("nothing to say");
    }
  }

  @Test
  void aStudyThatFailsIsNamedAndTheOthersStay() throws Exception {
    ResultFolder results = ResultFolder.create(folder.resolve("new"), folder, 1);
    StringWriter printed = new StringWriter();
    BenchmarkRun run = new BenchmarkRun(results, new TerminalTable(new PrintWriter(printed)));
    run.study("memory", () -> List.of(Map.of("who", "all-states", "peakMiB", 12.5)));
    assertThat(run.isSound()).isTrue();
    run.study(
        "session",
        () -> {
          throw new WorkerException("out of luck");
        });
    assertThat(run.isSound()).isFalse();
    assertThat(printed.toString()).contains("session: FAILED: out of luck");
    JsonNode json = json(results);
    assertThat(json.path("memory").path(0).path("peakMiB").asDouble()).isEqualTo(12.5);
    assertThat(json.path("failures").path(0).path("study").asText()).isEqualTo("session");
  }

  @Test
  void nothingIsAddedAfterAnInterruption() throws Exception {
    ResultFolder results = ResultFolder.create(folder.resolve("new"), folder, 1);
    assertThat(results.add("memory", List.of(Map.of("who", "first")))).isTrue();
    results.seal();
    assertThat(results.add("memory", List.of(Map.of("who", "second")))).isFalse();
    assertThat(json(results).path("memory").path(0).path("who").asText()).isEqualTo("first");
  }

  private static JsonNode json(ResultFolder results) throws IOException {
    return JsonMapper.builder().build().readTree(results.path().resolve("result.json").toFile());
  }

  @Test
  void whoRefusesIsNamedWithTheReason() throws Exception {
    Entrant refusing = entrant("refusing", "refuses");
    assertThat(run(OURS, refusing).absent()).containsEntry(refusing, "it does not do that");
  }

  @Test
  void aProcessThatCannotStartIsLeftOut() throws Exception {
    Entrant missing =
        new Entrant(
            "missing",
            "missing",
            "no.such.Peer",
            "",
            new Entrant.Launch(
                JavaHome.current(), List.of(), System.getProperty("java.class.path"), Map.of()));
    assertThat(run(OURS, missing).failures().get(missing))
        .isEqualTo("its process has ended; its last words are in missing.log");
    assertThat(Files.readString(folder.resolve("missing.log"))).contains("no.such.Peer");
  }

  @Test
  void theFolderHoldsEveryMeasurementAndAPage() throws Exception {
    ResultFolder results = ResultFolder.create(folder.resolve("new"), folder, 1);
    Entrant refusing = entrant("refusing", "refuses");
    try (Benchmark benchmark = new Benchmark(TRUTH, 1, folder)) {
      results.add(benchmark.run(WORK, List.of(OURS, refusing), EFFORT), benchmark.facts());
    }
    results.add("memory", List.of(Map.of("who", "all-states", "peakMiB", 12.5)));

    JsonNode json = json(results);
    assertThat(json.path("schema").asText()).isEqualTo("unroll4j.benchmarks/1");
    JsonNode measurement = json.path("measurements").path(0);
    assertThat(measurement.path("work").asText()).isEqualTo("small");
    assertThat(measurement.path("who").asText()).isEqualTo(Entrant.OURS);
    assertThat(measurement.path("medianMs").asDouble()).isGreaterThanOrEqualTo(1);
    assertThat(measurement.path("quartilesMs")).hasSize(2);
    assertThat(measurement.path("ratioToOurs").asDouble()).isEqualTo(1);
    assertThat(json.path("absent").path(0).path("reason").asText())
        .isEqualTo("it does not do that");
    assertThat(json.path("memory").path(0).path("peakMiB").asDouble()).isEqualTo(12.5);
    assertThat(results.path().resolve("index.html")).content().contains("the vector");
  }

  @Test
  void aFolderIsNeverOverwritten() {
    assertThatThrownBy(() -> ResultFolder.create(folder, folder, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("exists already");
  }
}
