package org.unroll4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll4j.studies.run.RunFolder;

/** The commands on a small data set, from its making to predictions. */
class CommandsTest {

  @TempDir static Path folder;

  private static Path csv;
  private static Path run;
  private static Ran trained;

  @BeforeAll
  static void generateAndTrain() {
    csv = folder.resolve("shop.csv");
    Ran made =
        Ran.unroll(
            "generate", "sessions", "--sessions", "200", "--seed", "5", "--out", csv.toString());
    assertThat(made.code()).isZero();
    assertThat(made.lastLine()).isEqualTo(csv.toString());
    trained = train();
    run = Path.of(trained.lastLine());
  }

  private static Ran train(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "train",
                "../../configs/session.yaml",
                "--out",
                folder.resolve("runs").toString(),
                "--set",
                "data.path=" + csv,
                "--set",
                "model.hidden=5",
                "--set",
                "training.epochs=1",
                "--set",
                "evaluation.bootstrap=20"));
    args.addAll(List.of(more));
    return Ran.unroll(args.toArray(String[]::new));
  }

  @Test
  void trainLeavesARunAndSaysWhereLast() {
    assertThat(trained.code()).isZero();
    assertThat(run).isDirectory().hasParent(folder.resolve("runs"));
    for (String file :
        List.of(
            "config.yaml",
            "metrics.jsonl",
            "predictions.csv.gz",
            "result.json",
            "index.html",
            "model.zip",
            "checkpoints/best.zip",
            "checkpoints/last.zip")) {
      assertThat(run.resolve(file)).isNotEmptyFile();
    }
    assertThat(trained.out()).contains("best attainable").contains("boostedTrees");
    assertThat(trained.err()).contains("epoch 1: training loss").doesNotContain("\033");
    assertThat(RunFolder.readJson(run.resolve("result.json"), java.util.Map.class).toString())
        .contains("unroll train ../../configs/session.yaml --out");
  }

  @Test
  void resumingAFinishedRunEndsAtOnce() throws IOException {
    byte[] before = Files.readAllBytes(run.resolve("predictions.csv.gz"));
    Ran ran = Ran.unroll("train", "--resume", run.toString());
    assertThat(ran.code()).isZero();
    assertThat(ran.err()).doesNotContain("epoch");
    assertThat(ran.lastLine()).isEqualTo(run.toString());
    assertThat(run.resolve("predictions.csv.gz")).hasBinaryContent(before);
  }

  @Test
  void evaluateMeasuresOtherData() {
    Ran ran = Ran.unroll("evaluate", run.toString(), "--data", csv.toString());
    assertThat(ran.code()).isZero();
    assertThat(Path.of(ran.lastLine())).isDirectory().hasParent(run.resolve("evaluations"));
    assertThat(Path.of(ran.lastLine()).resolve("index.html")).isNotEmptyFile();
  }

  @Test
  void predictAnswersFilesAndStreamsAlike() throws IOException {
    Path out = folder.resolve("out.csv");
    Ran batch =
        Ran.unroll("predict", run.toString(), "--data", csv.toString(), "--out", out.toString());
    assertThat(batch.code()).isZero();

    InputStream stdin = System.in;
    try {
      List<String> first = Files.readAllLines(csv).subList(0, 500);
      System.setIn(new ByteArrayInputStream(String.join("\n", first).getBytes(UTF_8)));
      Ran stream = Ran.unroll("predict", run.toString(), "--stream");
      assertThat(stream.code()).isZero();
      assertThat(stream.err()).isEmpty();
      assertThat(rounded(stream.out().lines()))
          .hasSize(500)
          .isSubsetOf(rounded(Files.readAllLines(out).stream()));
    } finally {
      System.setIn(stdin);
    }
  }

  private static List<String> rounded(Stream<String> lines) {
    return lines
        .map(
            line -> {
              int comma = line.lastIndexOf(',');
              String last = line.substring(comma + 1);
              return last.matches("[0-9].*")
                  ? line.substring(0, comma) + ",%.3f".formatted(Double.parseDouble(last) + 1e-5)
                  : line;
            })
        .toList();
  }

  @Test
  void aStreamOfJsonIsAnsweredLineByLine() {
    String events =
        """
        {"session_id":"a","user_id":"u","event_time":"2025-03-03T10:00:00Z","event_type":"home"}
        {"session_id":"b","user_id":"v","event_time":"2025-03-03T10:00:00Z","event_type":"home"}
        {"session_id":"a","event_time":"2025-03-03T10:00:02Z","event_type":"product"}
        {"session_id":"b","user_id":"v","event_time":"2025-03-03T10:00:03Z","event_type":"purchase"}
        {"session_id":"a"
        """;
    InputStream stdin = System.in;
    try {
      System.setIn(new ByteArrayInputStream(events.getBytes(UTF_8)));
      Ran ran = Ran.unroll("predict", run.toString(), "--stream");
      List<String> answers = ran.out().lines().toList();
      assertThat(answers).hasSize(5);
      assertThat(answers.get(0)).matches("\\{\"session\":\"a\",\"probability\":0\\.[0-9E-]+}");
      assertThat(answers.get(1)).isEqualTo(answers.get(0).replace("\"a\"", "\"b\""));
      assertThat(answers.get(2)).isEqualTo("{}");
      assertThat(answers.get(3)).isEqualTo("{\"session\":\"b\"}");
      assertThat(answers.get(4)).isEqualTo("{}");
      assertThat(ran.err())
          .isEqualToNormalizingNewlines(
              """
              unroll: standard input, line 3: column "user_id" is empty.
              unroll: standard input, line 5: this is not a JSON object.
              """);
    } finally {
      System.setIn(stdin);
    }
  }

  @Test
  void reportDrawsOneRunAgainAndSeveralSideBySide() {
    Path page = folder.resolve("one.html");
    assertThat(Ran.unroll("report", run.toString(), "--out", page.toString()).lastLine())
        .isEqualTo(page.toString());
    assertThat(page).isNotEmptyFile();
    Path both = folder.resolve("both.html");
    Ran.unroll("report", run.toString(), run.toString(), "--out", both.toString());
    assertThat(both).isNotEmptyFile();
  }

  @Test
  void predictRefusesAPlaceForItsAnswersBeforeItReads() throws IOException {
    byte[] before = Files.readAllBytes(csv);
    for (Path out : List.of(folder, folder.resolve("none/out.csv"), csv)) {
      Ran ran =
          Ran.unroll("predict", run.toString(), "--data", csv.toString(), "--out", out.toString());
      assertThat(ran.code()).isEqualTo(ExitCodes.USAGE);
      assertThat(ran.err()).startsWith("unroll: --out " + out + ": this").hasLineCount(1);
    }
    assertThat(csv).hasBinaryContent(before);
  }

  @Test
  void predictCountsTheRowsThatItLeavesOut() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(csv).subList(0, 9));
    lines.add(4, "a,b");
    Path broken = Files.write(folder.resolve("broken.csv"), lines);
    Path out = folder.resolve("unbroken.csv");
    Ran ran =
        Ran.unroll("predict", run.toString(), "--data", broken.toString(), "--out", out.toString());
    assertThat(ran.code()).isZero();
    assertThat(ran.err())
        .contains("1 malformed rows are left out; the first is line 5 (2 cells, expected 6).");
    assertThat(out).content().hasLineCount(9);
  }

  @Test
  void anEvaluationThatIsRefusedLeavesNoFolder() {
    Path evaluations = folder.resolve("refused");
    Ran ran =
        Ran.unroll(
            "evaluate", run.toString(), "--data", "none.csv", "--out", evaluations.toString());
    assertThat(ran.code()).isEqualTo(ExitCodes.BAD_DATA);
    assertThat(evaluations).isEmptyDirectory();
  }

  @Test
  void aDamagedCheckpointIsNamed() throws IOException {
    Path damaged = folder.resolve("damaged");
    Files.createDirectories(damaged.resolve("checkpoints"));
    for (String file : List.of("config.yaml", "encoder.json", "provenance.json")) {
      Files.copy(run.resolve(file), damaged.resolve(file));
    }
    for (String file : List.of("checkpoints/best.zip", "checkpoints/last.zip")) {
      byte[] whole = Files.readAllBytes(run.resolve(file));
      Files.write(damaged.resolve(file), Arrays.copyOf(whole, whole.length / 2));
    }
    Ran predict = Ran.unroll("predict", damaged.toString(), "--stream");
    assertThat(predict.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(predict.err()).contains("best.zip: this checkpoint is damaged").hasLineCount(1);
    Ran resume = Ran.unroll("train", "--resume", damaged.toString());
    assertThat(resume.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(resume.err()).contains("last.zip: this checkpoint is damaged");
  }

  @Test
  void generateDoesNotOverwrite() {
    Ran ran =
        Ran.unroll(
            "generate", "sessions", "--sessions", "3", "--seed", "5", "--out", csv.toString());
    assertThat(ran.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(ran.err()).contains("this file exists");
  }
}
