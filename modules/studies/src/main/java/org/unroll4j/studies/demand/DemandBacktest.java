package org.unroll4j.studies.demand;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.studies.config.Configurations;
import org.unroll4j.studies.demand.backtest.Backtest;
import org.unroll4j.studies.demand.backtest.BacktestResult;
import org.unroll4j.studies.demand.backtest.Fold;
import org.unroll4j.studies.demand.backtest.FoldPlan;
import org.unroll4j.studies.demand.baselines.DemandBaseline;
import org.unroll4j.studies.demand.baselines.DemandBaselines;
import org.unroll4j.studies.demand.forecast.Forecaster;
import org.unroll4j.studies.network.NetworkEngine;
import org.unroll4j.studies.run.AtomicFiles;
import org.unroll4j.studies.run.Provenance;
import org.unroll4j.studies.run.RunFolder;
import org.unroll4j.studies.run.Stopwatch;
import org.unroll4j.studies.training.RunRecord;
import org.unroll4j.studies.training.Trainer.Observers;

/** Repeats a demand study at several points of the past. */
public final class DemandBacktest {

  private static final int PROBES = 20;

  private final DemandConfig config;
  private final int folds;
  private final boolean retrain;
  private List<Forecaster> trained = List.of();

  /**
   * A back-test.
   *
   * @param folds how many test parts, each of {@code split.test} steps
   * @param retrain whether everything is trained again for each, or once before the first
   */
  public DemandBacktest(DemandConfig config, int folds, boolean retrain) {
    this.config = config;
    this.folds = folds;
    this.retrain = retrain;
  }

  /**
   * Runs it.
   *
   * @param parent where the folder is made, once the data has been read
   * @param command what the user typed, for the record
   * @return the folder, with {@code result.json} and a run per fold that was trained
   * @throws org.unroll4j.studies.config.ConfigException if the data is too short for the folds
   * @throws org.unroll4j.studies.demand.backtest.LeakException if a forecaster sees what was not
   *     known
   */
  public RunFolder run(Path parent, String command, Observers observers) {
    DemandStudy.check(config);
    Stopwatch watch = new Stopwatch();
    observers.progress().stage("Reading " + config.data().path());
    DemandData data = DemandData.read(config);
    FoldPlan plan = plan(data);
    plan.of(data.table());
    RunFolder folder = RunFolder.fresh(parent, config.name() + "-backtest");
    observers.progress().folder(folder.path());
    try {
      AtomicFiles.writeText(folder.config(), Configurations.toYaml(config));
      Backtest backtest =
          new Backtest(
              data.table(),
              plan,
              data.table().frequency().season(),
              PROBES,
              config.seed(),
              config.forecast().forecastsDemand());
      BacktestResult result =
          backtest.run(
              (known, fold) -> forecasters(data, known, fold, folder, observers),
              done ->
                  observers.progress().stage("Fold %d is done".formatted(done.fold().number())));
      write(folder, command, data, result, watch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  private FoldPlan plan(DemandData data) {
    TimeSplit split = data.split();
    int horizon = config.forecast().horizon();
    return new FoldPlan(
        folds,
        split.end() - split.test(),
        split.test() - split.validation(),
        0,
        horizon,
        config.split().strideOr(horizon));
  }

  /** The network and the baselines that are fitted beside it. */
  private List<Forecaster> forecasters(
      DemandData data, SeriesTable known, Fold fold, RunFolder folder, Observers observers) {
    if (!trained.isEmpty() && !retrain) {
      return trained;
    }
    observers.progress().stage("Fold %d of %d".formatted(fold.number(), folds));
    TimeSplit split = new TimeSplit(fold.trainEnd(), fold.validationEnd(), fold.testEnd());
    DemandData part = new DemandData(data.file(), known, split, 0);
    try {
      RunFolder run =
          new RunFolder(Files.createDirectory(folder.path().resolve("fold-" + fold.number())));
      AtomicFiles.writeText(run.config(), Configurations.toYaml(config));
      new DemandTraining(config, run, observers, part).run();
      trained = new ArrayList<>(List.of(DemandModel.load(run.path())));
      if (config.evaluation().baselines()) {
        DemandBaselines baselines = DemandMeasurement.fitBaselines(config, part);
        baselines.write(run.baselines());
        trained.addAll(baselines.fitted());
      }
      return trained;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(
      RunFolder folder, String command, DemandData data, BacktestResult result, Stopwatch watch) {
    Provenance provenance =
        Provenance.now(
            command,
            config.seed(),
            data.table().report().sha256(),
            NetworkEngine.require(config.model()));
    RunFolder.writeJson(folder.provenance(), provenance);
    DemandModel model = (DemandModel) trained.get(0);
    RunRecord record = DemandMeasurement.begin(config, data.table(), provenance);
    record.putModel(config.model(), model.network().numParams(), provenance.engine());
    record.putAll(DemandEvaluation.figures(result.overall()));
    for (Forecaster forecaster : trained) {
      if (forecaster instanceof DemandBaseline baseline) {
        DemandEvaluation.describe(record.section("baselines"), baseline);
      }
    }
    record.put("calibration", result.calibration().toJson());
    record.put("backtest", result.toJson(retrain));
    TimeSplit split = data.split();
    int first = split.end() - folds * (split.end() - split.test());
    record.put(
        "data",
        new DemandSummary(data).json(Map.of("test", data.origins(config, first, split.end()))));
    record.put("notes", notes(data));
    record.putLearning(model.state());
    record.putSeconds("totalSeconds", watch.seconds());
    RunFolder.writeJson(folder.result(), record.json());
  }

  private List<String> notes(DemandData data) {
    List<String> notes =
        DemandSummary.notes(data.table().report(), config.forecast().head().nonNegative());
    notes.add(
        retrain
            ? "Everything was trained again for each fold, from what was known before it."
            : "Everything was trained once, from what was known before the first fold; forecasts"
                + " read what was known before each origin.");
    return notes;
  }
}
