package org.unroll4j.studies.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll4j.data.DataException;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.table.TableFiles;
import org.unroll4j.data.table.TableRows;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.studies.config.ConfigException;
import org.unroll4j.studies.demand.backtest.LeakProbe;
import org.unroll4j.studies.demand.forecast.Forecast;
import org.unroll4j.studies.run.RunFolder;
import org.unroll4j.studies.training.Checkpoints;
import org.unroll4j.studies.training.Progress;
import org.unroll4j.studies.training.StopRequest;
import org.unroll4j.studies.training.Trainer.Observers;
import org.unroll4j.studies.training.TrainingStoppedException;
import org.unroll4j.studies.training.UpdateReport;

class DemandStudyTest {

  private static final String[] RECURSIVE = {"forecast.mode=recursive", "forecast.horizon=5"};
  private static final String[] DIRECT = {"forecast.horizon=5", "forecast.stockouts=masked"};

  @TempDir Path folder;

  private RunFolder train(String... overrides) {
    DemandConfig config = TinyDemand.config(TinyDemand.data(folder), overrides);
    return DemandStudy.train(config, folder.resolve("runs"), "unroll train", Observers.NONE);
  }

  private static float[] parameters(RunFolder run) {
    return DemandModel.load(run.path()).network().params().dup().data().asFloat();
  }

  @Test
  void leavesEverythingAboutARun() throws IOException {
    RunFolder run = train();
    JsonNode result = RunFolder.readJson(run.result(), JsonNode.class);
    assertThat(result.path("schema").asText()).isEqualTo("unroll4j.demand/1");
    JsonNode test = result.path("metrics").path("test");
    assertThat(test.path("wape").asDouble()).isPositive().isFinite();
    JsonNode best = result.path("attainable");
    assertThat(best.path("crps").asDouble()).isPositive();
    assertThat(result.path("metrics").path("validation").has("wql")).isTrue();
    JsonNode coverage = result.path("calibration").path("coverage").path(1);
    assertThat(coverage.path("attainable").asDouble())
        .isEqualTo(best.path("coverage80").asDouble());
    assertThat(result.path("byStep")).hasSize(1);
    assertThat(result.path("data").path("series").asInt()).isEqualTo(6);
    assertThat(result.path("data").path("splits").path("test").path("origins").asInt())
        .isEqualTo(30);
    assertThat(result.path("fans")).hasSize(3);
    assertThat(result.path("attention").path("lags").size()).isGreaterThan(12);
    assertThat(result.path("curves").path("learning")).hasSize(2);
    assertThat(run.model()).isNotEmptyFile();
    assertThat(run.path().resolve("metrics-refit.jsonl")).isNotEmptyFile();
    JsonNode timing = result.path("timing");
    double stepsPerWindow =
        timing.path("stepsPerSecond").asDouble() / timing.path("windowsPerSecond").asDouble();
    assertThat(stepsPerWindow)
        .isCloseTo(DemandModel.load(run.path()).encoder().state().config().steps(), within(1e-9));
    double read =
        timing.path("rowsReadPerSecond").asDouble() * timing.path("readSeconds").asDouble();
    assertThat(read).isCloseTo(result.path("data").path("rows").asDouble(), within(1e-6));
    try (TableRows rows = TableFiles.open(run.predictions())) {
      assertThat(rows.columns()).startsWith("store", "product", "origin", "time", "step", "mean");
      int stockout = rows.columns().indexOf("stockout");
      int count = 0;
      int sellable = 0;
      while (rows.next()) {
        count++;
        sellable += rows.text(stockout).equals("0") ? 1 : 0;
      }
      // 29 hours of 6 series; origins 7 hours apart forecast the next hour: 5 origins.
      assertThat(count).isEqualTo(30);
      assertThat(test.path("targets").asInt()).isEqualTo(sellable).isBetween(1, 29);
    }
  }

  @Test
  void aRunThatIsStoppedAnywhereEndsWithTheSameParameters() {
    RunFolder whole = train();
    float[] expected = parameters(whole);
    // An epoch has 6 updates: in the first training, at its end, and in the second training.
    for (int update : new int[] {4, 12, 15}) {
      Path parent = folder.resolve("stopped-" + update);
      StopRequest stop = new StopRequest();
      Progress progress =
          new Progress() {
            private int seen;

            @Override
            public void update(UpdateReport report, long total) {
              if (++seen == update) {
                stop.make();
              }
            }
          };
      DemandConfig config = TinyDemand.config(TinyDemand.data(folder));
      assertThatThrownBy(
              () ->
                  DemandStudy.train(config, parent, "unroll train", new Observers(progress, stop)))
          .isInstanceOf(TrainingStoppedException.class);
      Path run = parent.toFile().listFiles()[0].toPath();
      assertThatThrownBy(() -> DemandModel.load(run))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("no trained network yet");
      RunFolder resumed = DemandStudy.resume(run, "unroll train", Observers.NONE);
      assertThat(parameters(resumed)).as("stopped after %d", update).isEqualTo(expected);
      assertThat(resumed.predictions()).hasSameBinaryContentAs(whole.predictions());
    }
  }

  @Test
  void withoutRefitTheBestNetworkForecasts() throws IOException {
    RunFolder run = train("training.refit=false");
    float[] best =
        new Checkpoints(run.checkpoints()).loadBest().network().params().dup().data().asFloat();
    assertThat(parameters(run)).isEqualTo(best);
  }

  @ParameterizedTest
  @ValueSource(strings = {"next", "direct", "recursive"})
  void nothingAfterTheOriginIsSeen(String which) {
    RunFolder run =
        train(
            switch (which) {
              case "direct" -> DIRECT;
              case "recursive" -> RECURSIVE;
              default -> new String[0];
            });
    DemandModel model = DemandModel.load(run.path());
    SeriesTable table = model.ownTable();
    LeakProbe probe = new LeakProbe(3);
    List<Origin> origins =
        List.of(new Origin(0, 100), new Origin(3, 100), new Origin(5, 199), new Origin(1, 7));
    probe.check(List.of(model), table, origins);
  }

  @Test
  void pathsWithACarriedStateAreThoseOfReadingEverythingAgain() {
    DemandModel model = DemandModel.load(train(RECURSIVE).path());
    SeriesTable table = model.ownTable();
    List<Origin> origins = List.of(new Origin(2, 201), new Origin(0, 180));
    List<Forecast> carried = model.forecast(table, origins, 5);
    List<Forecast> again = new SlowPaths(model, table, 5).forecast(origins);
    for (int n = 0; n < origins.size(); n++) {
      for (int h = 0; h < 5; h++) {
        for (double p : new double[] {0.05, 0.3, 0.5, 0.8, 0.95}) {
          assertThat(carried.get(n).steps().get(h).quantile(p))
              .isEqualTo(again.get(n).steps().get(h).quantile(p), within(1e-4));
        }
      }
    }
  }

  @Test
  void aHeadOfOneValueForecastsOneValueStepByStepToo() {
    JsonNode result =
        RunFolder.readJson(
            train("forecast.mode=recursive", "forecast.horizon=3", "forecast.head=mae").result(),
            JsonNode.class);
    JsonNode test = result.path("metrics").path("test");
    assertThat(test.has("coverage80")).isFalse();
    assertThat(test.path("wql").asDouble()).isEqualTo(test.path("wape").asDouble(), within(1e-12));
    assertThat(result.path("byStep")).hasSize(3);
  }

  @Test
  void aFileThatIsTooShortToMeasureOnIsNamed() throws IOException {
    RunFolder run = train();
    Path other = folder.resolve("other.csv");
    Files.writeString(
        other,
        """
        store,product,category,time,sales,stockout,promotion,temperature
        S1,P1,c,2025-03-03T00:00:00Z,1,0,0,3
        S1,P1,c,2025-03-03T01:00:00Z,2,0,0,3
        """);
    RunFolder into = new RunFolder(Files.createDirectory(folder.resolve("into")));
    assertThatThrownBy(() -> DemandStudy.evaluate(run.path(), Optional.of(other), into, "evaluate"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("other.csv: 2 steps are too few");
  }

  @Test
  void whatIsOddAboutATableIsANoteOfTheRun() throws IOException {
    Path csv = folder.resolve("odd.csv");
    StringBuilder text = new StringBuilder("time,y\n");
    for (int t = 0; t < 200; t++) {
      text.append(1_700_000_400 + 3600L * t).append(',').append(t % 7 - 1.5).append('\n');
    }
    Files.writeString(csv, text + "1700000400,3\n1700004000,much\n");
    DemandConfig config =
        TinyDemand.config(
            csv,
            "data.columns={time: time, value: y}",
            "forecast.head=quantiles",
            "forecast.stockouts=observed");
    RunFolder run = DemandStudy.train(config, folder.resolve("runs"), "train", Observers.NONE);
    JsonNode result = RunFolder.readJson(run.result(), JsonNode.class);
    assertThat(result.path("notes"))
        .extracting(JsonNode::asText)
        .anySatisfy(note -> assertThat(note).startsWith("1 malformed rows").contains("much"))
        .anySatisfy(note -> assertThat(note).startsWith("1 rows repeat"))
        .anySatisfy(note -> assertThat(note).contains("set forecast.nonNegative to false"));
  }

  @Test
  void stepByStepAnyHorizonIsForecastAndTheFirstStepsStayTheSame() {
    DemandModel model = DemandModel.load(train(RECURSIVE).path());
    SeriesTable table = model.ownTable();
    Forecast five = model.forecast(table, List.of(new Origin(4, 150)), 5).get(0);
    Forecast twelve = model.forecast(table, List.of(new Origin(4, 150)), 12).get(0);
    assertThat(twelve.steps()).hasSize(12);
    for (int h = 0; h < 5; h++) {
      assertThat(twelve.steps().get(h).mean()).isEqualTo(five.steps().get(h).mean(), within(1e-4));
    }
  }

  @Test
  void aDirectNetworkRefusesALongerHorizonInOneLine() {
    DemandModel model = DemandModel.load(train(DIRECT).path());
    assertThat(model.forecast(model.ownTable(), List.of(new Origin(0, 90)), 3).get(0).steps())
        .hasSize(3);
    assertThatThrownBy(() -> model.requireHorizon(6))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("horizon of 6 steps is more than the 5")
        .hasMessageContaining("recursive");
  }

  @Test
  void measuresAgainWithTheSameFigures() throws IOException {
    RunFolder run = train("training.refit=false");
    RunFolder into = new RunFolder(Files.createDirectory(folder.resolve("again")));
    DemandStudy.evaluate(run.path(), Optional.empty(), into, "unroll evaluate");
    JsonNode before = RunFolder.readJson(run.result(), JsonNode.class);
    JsonNode after = RunFolder.readJson(into.result(), JsonNode.class);
    assertThat(after.path("metrics")).isEqualTo(before.path("metrics"));
    assertThat(after.path("byHour")).isEqualTo(before.path("byHour"));
  }

  @Test
  void intervalsAreCorrectedWhereThatIsAskedFor() {
    RunFolder run = train("evaluation.conformal=true", "forecast.horizon=2");
    JsonNode result = RunFolder.readJson(run.result(), JsonNode.class);
    assertThat(result.path("calibration").path("conformal").path("groups")).isNotEmpty();
    DemandModel model = DemandModel.load(run.path());
    SeriesTable table = model.ownTable();
    List<Origin> ends = model.ends(table);
    assertThat(widths(model.correctedForecast(table, ends, 1)))
        .hasSize(ends.size())
        .isNotEqualTo(widths(model.forecast(table, ends, 1)));
  }

  private static List<Double> widths(List<Forecast> forecasts) {
    return forecasts.stream()
        .map(f -> f.steps().get(0).quantile(0.95) - f.steps().get(0).quantile(0.05))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void backTestsForecastSeveralTestParts(boolean retrain) {
    DemandConfig config =
        TinyDemand.config(TinyDemand.data(folder), "training.epochs=1", "training.refit=false");
    RunFolder run =
        new DemandBacktest(config, 3, retrain)
            .run(folder.resolve("runs"), "unroll backtest", Observers.NONE);
    JsonNode result = RunFolder.readJson(run.result(), JsonNode.class);
    JsonNode folds = result.path("backtest").path("folds");
    assertThat(folds).hasSize(3);
    int targets = 0;
    for (JsonNode fold : folds) {
      targets += fold.path("metrics").path("targets").asInt();
    }
    assertThat(targets)
        .isEqualTo(result.path("metrics").path("test").path("targets").asInt())
        .isBetween(1, 3 * 30);
    assertThat(run.path().resolve("fold-1")).isDirectory();
    assertThat(run.path().resolve("fold-3").toFile().isDirectory()).isEqualTo(retrain);
    assertThat(folds.path(2).path("trainedTo").equals(folds.path(0).path("trainedTo")))
        .isEqualTo(!retrain);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "split.test=280 | are too few",
        "split.validation=3,forecast.horizon=5 | must hold forecast.horizon = 5 steps",
        "data.columns.value=price | price",
        "data.unit=7 | data.unit is 7, but the values are multiples of 1.0",
        "data.columns.value=temperature,data.columns.known=[] | are negative",
      })
  void dataThatIsNotEnoughIsRefusedInOneLine(String overrides, String message) {
    assertThatThrownBy(() -> train(overrides.split(",")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "study=session | study must be demand here",
        "split.test=1.5 | split.test must be a whole number of steps or a share below 1",
        "data.unit=-1 | data.unit must be auto or a number above 0",
        "data.shape=wide | data.frequency must be given for a wide table",
        "data.frequency=7m | data.frequency: Frequency \"7m\" is unknown",
        "data.timeZone=Mars | data.timeZone must be a time zone",
        "model.bidirectional=true | model.bidirectional must be false",
        "data.columns.stockout=null | forecast.stockouts must be observed unless",
        "forecast.head=normal | forecast.head must be one of",
        "forecast.hed=mse | did you mean 'forecast.head'?",
        "training.windows=3 | there is no key 'training.windows'",
      })
  void wrongConfigurationsAreRefusedInOneLine(String override, String message) {
    assertThatThrownBy(() -> TinyDemand.config(folder.resolve("none.csv"), override))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }
}
