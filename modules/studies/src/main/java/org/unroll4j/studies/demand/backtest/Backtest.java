package org.unroll4j.studies.demand.backtest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.studies.demand.forecast.Forecast;
import org.unroll4j.studies.demand.forecast.Forecaster;
import org.unroll4j.studies.demand.forecast.Origins;
import org.unroll4j.studies.demand.scores.DemandCalibration;
import org.unroll4j.studies.demand.scores.DemandComparison;
import org.unroll4j.studies.demand.scores.DemandScores;
import org.unroll4j.studies.demand.scores.ScoreFrame;
import org.unroll4j.studies.demand.scores.TrainingScale;

/**
 * Trains and forecasts fold after fold.
 *
 * @param table all series
 * @param plan the folds
 * @param season steps of the season by which errors are scaled
 * @param probes origins per fold from which each forecaster is probed for leaks; 0 for none
 * @param seed of the sample of origins and of the calibration
 * @param demand whether demand is what is forecast; see {@link ScoreFrame}
 */
public record Backtest(
    SeriesTable table, FoldPlan plan, int season, int probes, long seed, boolean demand) {

  private static final int BATCH = 1024;

  /**
   * Runs all folds.
   *
   * @param trainer makes the forecasters
   * @param observer is told after each fold
   * @throws LeakException if a forecaster sees what was not known; nothing is scored then
   */
  public BacktestResult run(FoldTrainer trainer, Consumer<FoldScores> observer) {
    List<Fold> folds = plan.of(table);
    int from = folds.get(0).validationEnd();
    ScoreFrame all = frame(folds.get(0), from, folds.get(folds.size() - 1).testEnd());
    DemandCalibration calibration = new DemandCalibration(all, seed);
    Map<String, DemandScores> overall = new LinkedHashMap<>();
    List<FoldScores> done = new ArrayList<>();
    for (Fold fold : folds) {
      Map<String, DemandScores> scores = scores(fold, trainer, calibration);
      requireSame(fold, scores, overall);
      scores.forEach(
          (name, of) -> overall.computeIfAbsent(name, n -> new DemandScores(all)).add(of));
      FoldScores result = new FoldScores(fold, comparison(scores));
      done.add(result);
      observer.accept(result);
    }
    return new BacktestResult(done, comparison(overall), calibration);
  }

  private ScoreFrame frame(Fold fold, int from, int to) {
    return new ScoreFrame(
        table,
        from,
        to,
        plan.horizon(),
        TrainingScale.of(table, fold.validationEnd(), season),
        demand);
  }

  private Map<String, DemandScores> scores(
      Fold fold, FoldTrainer trainer, DemandCalibration calibration) {
    List<Forecaster> forecasters = trainer.train(table.knownAt(fold.validationEnd() - 1), fold);
    Origins origins =
        Origins.of(table, fold.validationEnd(), fold.testEnd(), plan.stride(), plan.horizon());
    probe(forecasters, origins);
    ScoreFrame frame = frame(fold, fold.validationEnd(), fold.testEnd());
    Map<String, DemandScores> scores = new LinkedHashMap<>();
    for (Forecaster forecaster : forecasters) {
      boolean model = scores.isEmpty();
      DemandScores of = new DemandScores(frame);
      scores.put(forecaster.name(), of);
      origins.forEachBatch(
          BATCH,
          batch -> {
            List<Forecast> forecasts = forecaster.forecast(table, batch);
            of.add(forecasts);
            if (model) {
              calibration.add(forecasts, frame);
            }
          });
    }
    return scores;
  }

  private void probe(List<Forecaster> forecasters, Origins origins) {
    if (probes > 0) {
      LeakProbe probe = new LeakProbe(seed);
      List<Origin> sample = probe.sample(origins.list(), probes);
      probe.check(forecasters, table, sample);
    }
  }

  private static void requireSame(
      Fold fold, Map<String, DemandScores> scores, Map<String, DemandScores> overall) {
    if (!overall.isEmpty() && !overall.keySet().equals(scores.keySet())) {
      throw new IllegalArgumentException(
          "Back-test: every fold must have the same forecasters, %s, but fold %d has %s."
              .formatted(overall.keySet(), fold.number(), scores.keySet()));
    }
  }

  private static DemandComparison comparison(Map<String, DemandScores> scores) {
    Map<String, DemandScores> baselines = new LinkedHashMap<>(scores);
    String model = scores.keySet().iterator().next();
    return new DemandComparison(baselines.remove(model), baselines, Optional.empty());
  }
}
