package org.unroll4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll4j.data.table.TableFiles;
import org.unroll4j.data.table.TableRows;

/** The commands on a small table of demand, from its making to forecasts and surprises. */
class DemandCommandsTest {

  @TempDir static Path folder;

  private static Path csv;
  private static Path run;
  private static Ran trained;

  @BeforeAll
  static void generateAndTrain() {
    csv = folder.resolve("shop.csv");
    Ran made =
        Ran.unroll(
            ("generate demand --stores 2 --products 3 --days 12 --seed 5 --out " + csv).split(" "));
    assertThat(made.code()).isZero();
    trained =
        Ran.unroll(
            ("train ../../configs/demand.yaml --out %s --set data.path=%s --set forecast.horizon=3"
                    + " --set forecast.context=13 --set split.validation=24 --set split.test=24"
                    + " --set model.hidden=5 --set training.epochs=1 --set"
                    + " training.windowsPerEpoch=100")
                .formatted(folder.resolve("runs"), csv)
                .split(" "));
    run = Path.of(trained.lastLine());
  }

  private static int rows(Path file) throws IOException {
    try (TableRows rows = TableFiles.open(file)) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      return count;
    }
  }

  @Test
  void trainLeavesARunAndSaysHowGoodItIs() {
    assertThat(trained.code()).isZero();
    assertThat(run.resolve("index.html")).isNotEmptyFile();
    assertThat(trained.out())
        .contains("network (gru)")
        .contains("WAPE")
        .contains("best attainable")
        .contains("boostedTrees");
  }

  @Test
  void forecastsEverySeriesFromTheEnd() throws IOException {
    for (String name : List.of("f.csv", "f.csv.gz", "f.parquet")) {
      Path out = folder.resolve(name);
      Ran ran = Ran.unroll("forecast", run.toString(), "--out", out.toString());
      assertThat(ran.code()).isZero();
      assertThat(ran.lastLine()).isEqualTo(out.toString());
      assertThat(ran.err())
          .contains("have no promotion, holiday, temperature, rain: means are taken")
          .hasLineCount(1);
      assertThat(rows(out)).as(name).isEqualTo(6 * 3);
    }
    assertThat(Files.readAllLines(folder.resolve("f.csv")).get(0))
        .isEqualTo(
            "store,product,origin,time,step,mean,q0.025,q0.1,q0.2,q0.3,q0.4,q0.5,q0.6,q0.7,q0.8,"
                + "q0.9,q0.975");
  }

  @Test
  void rowsThatAreLeftOutAreNamed() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(csv));
    lines.set(3, lines.get(3).replaceFirst(",.*", ""));
    Path wrong = Files.write(folder.resolve("wrong.csv"), lines);
    for (String command : List.of("forecast", "detect")) {
      Path out = folder.resolve(command + "-wrong.csv");
      Ran ran =
          Ran.unroll(command, run.toString(), "--data", wrong.toString(), "--out", out.toString());
      assertThat(ran.code()).isZero();
      assertThat(ran.err()).contains("unroll: wrong.csv: 1 malformed rows are left out; the first");
    }
  }

  @Test
  void theLastStepsToLookAtAreAtLeastOne() {
    Path out = folder.resolve("none.csv");
    Ran ran = Ran.unroll("detect", run.toString(), "--last", "-3", "--out", out.toString());
    assertThat(ran.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(ran.err()).contains("--last must be 1 or more, but was -3").hasLineCount(1);
    assertThat(out).doesNotExist();
  }

  @Test
  void aForecastOfOneNumberHasNoSurprises() {
    String[] train =
        ("train ../../configs/demand.yaml --out %s --set data.path=%s --set forecast.head=mse --set"
                + " forecast.context=13 --set split.validation=24 --set split.test=24 --set"
                + " model.hidden=2 --set training.epochs=1 --set training.windowsPerEpoch=32 --set"
                + " evaluation.baselines=false")
            .formatted(folder.resolve("points"), csv)
            .split(" ");
    Path out = folder.resolve("points.csv");
    Ran ran = Ran.unroll("detect", Ran.unroll(train).lastLine(), "--out", out.toString());
    assertThat(ran.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(ran.err()).contains("head mse forecasts a single number").hasLineCount(1);
    assertThat(out).doesNotExist();
  }

  @Test
  void moreStepsThanTheNetworkForecastsAtOnceAreRefused() {
    Path out = folder.resolve("long.csv");
    Ran ran = Ran.unroll("forecast", run.toString(), "--horizon", "4", "--out", out.toString());
    assertThat(ran.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(ran.err()).contains("a horizon of 4 steps is more than the 3").hasLineCount(1);
    assertThat(out).doesNotExist();
  }

  @Test
  void listsWhatWasSurprising() throws IOException {
    Path out = folder.resolve("surprises.csv");
    Ran ran =
        Ran.unroll(
            "detect",
            run.toString(),
            "--data",
            csv.toString(),
            "--score",
            "0.5",
            "--out",
            out.toString());
    assertThat(ran.code()).isZero();
    assertThat(Files.readAllLines(out).get(0))
        .isEqualTo("store,product,time,steps,kind,score,value,expected,low,high");
    assertThat(rows(out)).isPositive();
  }

  @Test
  void measuresAgainAndExports() {
    Ran evaluated = Ran.unroll("evaluate", run.toString());
    assertThat(evaluated.code()).isZero();
    assertThat(Path.of(evaluated.lastLine()).resolve("index.html")).isNotEmptyFile();
    Path out = folder.resolve("network.safetensors");
    Ran exported =
        Ran.unroll("export", run.toString(), "--format", "safetensors", "--out", out.toString());
    assertThat(exported.code()).isZero();
    assertThat(out).isNotEmptyFile();
  }

  @Test
  void whatIsForAnotherStudyIsRefusedInOneLine() {
    Ran predicted = Ran.unroll("predict", run.toString(), "--stream");
    assertThat(predicted.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(predicted.err())
        .contains("this is the run of a demand study")
        .contains("unroll forecast")
        .hasLineCount(1);
    Ran tested = Ran.unroll("backtest", "../../configs/session.yaml");
    assertThat(tested.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(tested.err()).contains("a demand study is expected").hasLineCount(1);
  }

  @Test
  void backTestsAndDrawsThePage() {
    Ran ran =
        Ran.unroll(
            ("backtest ../../configs/demand.yaml --folds 2 --out %s --set data.path=%s --set"
                    + " forecast.context=13 --set split.validation=24 --set split.test=24 --set"
                    + " model.hidden=5 --set training.epochs=1 --set"
                    + " training.windowsPerEpoch=100 --set evaluation.baselines=false")
                .formatted(folder.resolve("tests"), csv)
                .split(" "));
    assertThat(ran.code()).isZero();
    assertThat(Path.of(ran.lastLine()).resolve("index.html")).isNotEmptyFile();
  }
}
