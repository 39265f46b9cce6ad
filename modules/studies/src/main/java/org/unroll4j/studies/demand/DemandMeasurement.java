package org.unroll4j.studies.demand;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.unroll4j.data.generate.demand.DemandOracle;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.studies.demand.DemandEvaluation.Others;
import org.unroll4j.studies.demand.backtest.KnownCovariateAudit;
import org.unroll4j.studies.demand.baselines.DemandBaselines;
import org.unroll4j.studies.demand.baselines.FitBudget;
import org.unroll4j.studies.demand.baselines.FitRange;
import org.unroll4j.studies.demand.conformal.ConformalCorrection;
import org.unroll4j.studies.demand.conformal.ConformalForecaster;
import org.unroll4j.studies.demand.forecast.Forecaster;
import org.unroll4j.studies.demand.forecast.Origins;
import org.unroll4j.studies.demand.scores.DemandComparison;
import org.unroll4j.studies.demand.scores.DemandScores;
import org.unroll4j.studies.demand.scores.ScoreFrame;
import org.unroll4j.studies.demand.scores.TrainingScale;
import org.unroll4j.studies.network.NetworkEngine;
import org.unroll4j.studies.run.Provenance;
import org.unroll4j.studies.run.RunFolder;
import org.unroll4j.studies.training.RunRecord;

/** Measures a trained network and puts the record of a run together. */
final class DemandMeasurement {

  private static final String SCHEMA = "unroll4j.demand/1";

  private final DemandModel model;
  private final DemandConfig config;
  private final DemandData data;
  private final SeriesTable table;
  private final TimeSplit split;
  private final RunFolder run;
  private final RunFolder into;
  private final List<String> notes = new ArrayList<>();

  /**
   * A measurement.
   *
   * @param data what is measured on
   * @param run where the baselines are, or are put if they are not there
   * @param into where the forecasts are put
   */
  DemandMeasurement(DemandModel model, DemandData data, RunFolder run, RunFolder into) {
    this.model = model;
    this.config = model.config();
    this.data = data;
    this.table = data.table();
    this.split = data.split();
    this.run = run;
    this.into = into;
  }

  /** The record without times and learning curve. */
  RunRecord record(Provenance provenance) throws IOException {
    RunRecord record = begin(config, table, provenance);
    record.putModel(
        config.model(), model.network().numParams(), NetworkEngine.require(config.model()));
    Origins validation = data.origins(config, split.validation(), split.test());
    Origins test = data.origins(config, split.test(), split.end());
    Forecaster judged = config.training().refit() ? DemandModel.beforeRefit(run, config) : model;
    Optional<ConformalForecaster> corrected = corrected(judged, validation);
    Forecaster subject =
        corrected
            .<Forecaster>map(c -> new ConformalForecaster(model, c.correction()))
            .orElse(model);
    Others others = new Others(baselines(), attainable());
    DemandEvaluation evaluation =
        new DemandEvaluation(config, subject, test, frame(split.test(), split.end()), others);
    ForecastFile.write(into.predictions(), table, evaluation.forecasts(), true);
    record.putAll(evaluation.json());
    record.section("metrics").put("validation", metrics(judged, validation));
    corrected.map(ConformalForecaster::correction).ifPresent(by -> put(by, record));
    if (config.evaluation().attention()) {
      new Attention(model, table).of(test).ifPresent(seen -> record.put("attention", seen));
    }
    Map<String, Origins> splits = new LinkedHashMap<>();
    splits.put("train", data.origins(config, 1, split.validation()));
    splits.put("validation", validation);
    splits.put("test", test);
    record.put("data", new DemandSummary(data).json(splits));
    notes.addAll(DemandSummary.notes(table.report(), config.forecast().head().nonNegative()));
    KnownCovariateAudit.warning(table, split.validation()).ifPresent(notes::add);
    record.put("notes", notes);
    return record;
  }

  private void put(ConformalCorrection correction, RunRecord record) {
    record.section("calibration").put("conformal", correction.toJson());
    RunFolder.writeJson(DemandModel.correction(into), correction);
  }

  /** A record that says what is forecast. */
  static RunRecord begin(DemandConfig config, SeriesTable table, Provenance provenance) {
    RunRecord.Study study =
        new RunRecord.Study(SCHEMA, config.name(), config.title(), task(config, table));
    return new RunRecord(study, config, provenance);
  }

  private static Map<String, Object> task(DemandConfig config, SeriesTable table) {
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("kind", "forecast");
    task.put("horizon", config.forecast().horizon());
    task.put("context", config.forecast().context());
    task.put("mode", config.forecast().mode().word());
    task.put("head", config.forecast().head().kind().word());
    task.put("frequency", table.frequency().toString());
    task.put("unit", config.data().unitOf(table.unit()));
    task.put("stockouts", config.forecast().head().stockouts().word());
    return task;
  }

  /** Targets in [from, to); errors are scaled by all that lies before them. */
  private ScoreFrame frame(int from, int to) {
    return new ScoreFrame(
        table,
        from,
        to,
        config.forecast().horizon(),
        TrainingScale.of(table, from, table.frequency().season()),
        config.forecast().forecastsDemand());
  }

  /** The correction of intervals, where the configuration asks for it. */
  private Optional<ConformalForecaster> corrected(Forecaster judged, Origins validation) {
    return config.evaluation().conformal()
        ? Optional.of(
            ConformalForecaster.fit(
                judged,
                frame(split.validation(), split.test()),
                validation.list(),
                config.forecast().forecastsDemand()))
        : Optional.empty();
  }

  private Map<String, Object> metrics(Forecaster subject, Origins validation) {
    DemandScores scores = new DemandScores(frame(split.validation(), split.test()));
    validation.forEachBatch(1024, batch -> scores.add(subject.forecast(table, batch)));
    return new DemandComparison(scores, Map.of(), Optional.empty()).metrics();
  }

  /** Those of the run; they are fitted where there are none yet. */
  private DemandBaselines baselines() throws IOException {
    DemandBaselines baselines;
    if (!config.evaluation().baselines()) {
      baselines = new DemandBaselines(List.of(), List.of());
    } else if (Files.exists(run.baselines())) {
      baselines = DemandBaselines.read(run.baselines());
    } else {
      baselines = fitBaselines(config, data);
      baselines.write(run.baselines());
    }
    notes.addAll(baselines.notes());
    return baselines;
  }

  /** Fits the baselines on the parts that the network learns from. */
  static DemandBaselines fitBaselines(DemandConfig config, DemandData data) {
    FitRange range = FitRange.of(data.table(), data.split().validation(), data.split().test());
    int horizon = config.forecast().horizon();
    return DemandBaselines.fit(
        data.table(),
        config.training().refit() ? range.withRefit() : range,
        new DemandBaselines.Options(
            horizon,
            config.split().strideOr(horizon),
            config.seed(),
            config.evaluation().naive2(),
            FitBudget.DEFAULT));
  }

  /** The law that generated the data, where a card beside the file says what it is. */
  private Optional<Forecaster> attainable() {
    Optional<DemandOracle> oracle = DemandOracle.forDataSet(data.file());
    if (table.hasStockouts() && config.forecast().forecastsDemand()) {
      notes.add(
          "Demand is forecast, which nobody saw in steps that were sold out: those are not scored.");
    } else if (oracle.isPresent() && table.hasStockouts()) {
      notes.add(
          "The attainable is that of demand: in hours that were sold out the sales are less, so it"
              + " is to be compared in the others (sellable).");
    }
    return oracle.map(truth -> new TrueDemand(truth, config.forecast().horizon()));
  }
}
