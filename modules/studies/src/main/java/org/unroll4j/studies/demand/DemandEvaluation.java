package org.unroll4j.studies.demand;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.unroll4j.studies.demand.baselines.DemandBaseline;
import org.unroll4j.studies.demand.baselines.DemandBaselines;
import org.unroll4j.studies.demand.forecast.Forecast;
import org.unroll4j.studies.demand.forecast.Forecaster;
import org.unroll4j.studies.demand.forecast.Origins;
import org.unroll4j.studies.demand.scores.DemandCalibration;
import org.unroll4j.studies.demand.scores.DemandComparison;
import org.unroll4j.studies.demand.scores.DemandScores;
import org.unroll4j.studies.demand.scores.ScoreFrame;
import org.unroll4j.studies.demand.scores.SeriesGroups;

/** Measures forecasts of the test part, beside the baselines and, where it is known, the truth. */
final class DemandEvaluation {

  private static final int BATCH = 1024;
  private static final double LEAST_SURPRISE = 3;

  private final DemandConfig config;
  private final Forecaster subject;
  private final Origins origins;
  private final ScoreFrame frame;
  private final DemandBaselines baselines;
  private final Optional<Forecaster> attainable;
  private final List<Forecast> forecasts = new ArrayList<>();
  private final DemandCalibration calibration;
  private final DemandCalibration attainableCalibration;
  private final DemandComparison comparison;

  /**
   * Makes and scores the forecasts.
   *
   * @param subject what is measured
   * @param origins from where it forecasts
   * @param frame which targets count
   * @param others what it is compared with
   */
  DemandEvaluation(
      DemandConfig config, Forecaster subject, Origins origins, ScoreFrame frame, Others others) {
    this.config = config;
    this.subject = subject;
    this.origins = origins;
    this.frame = frame;
    this.baselines = others.baselines();
    this.attainable = others.attainable();
    this.calibration = new DemandCalibration(frame, config.seed());
    this.attainableCalibration = new DemandCalibration(frame, config.seed());
    this.comparison = compare();
  }

  /**
   * What a forecaster is compared with.
   *
   * @param baselines the fitted ones
   * @param attainable the law that generated the data, where it is known
   */
  record Others(DemandBaselines baselines, Optional<Forecaster> attainable) {}

  private DemandComparison compare() {
    DemandScores mine = new DemandScores(frame);
    origins.forEachBatch(
        BATCH,
        batch -> {
          List<Forecast> said = subject.forecast(frame.actuals(), batch);
          mine.add(said);
          calibration.add(said);
          forecasts.addAll(said);
        });
    Map<String, DemandScores> theirs = new LinkedHashMap<>();
    baselines.fitted().forEach(baseline -> theirs.put(baseline.name(), scores(baseline)));
    return new DemandComparison(mine, theirs, attainable.map(this::attainableScores));
  }

  private DemandScores attainableScores(Forecaster truth) {
    DemandScores scores = new DemandScores(frame);
    origins.forEachBatch(
        BATCH,
        batch -> {
          List<Forecast> said = truth.forecast(frame.actuals(), batch);
          scores.add(said);
          attainableCalibration.add(said);
        });
    return scores;
  }

  private DemandScores scores(Forecaster forecaster) {
    DemandScores scores = new DemandScores(frame);
    origins.forEachBatch(BATCH, batch -> scores.add(forecaster.forecast(frame.actuals(), batch)));
    return scores;
  }

  /** The forecasts that were measured. */
  List<Forecast> forecasts() {
    return forecasts;
  }

  /** The figures, by the keys of {@code result.json}. */
  Map<String, Object> json() {
    Map<String, Object> json = figures(comparison);
    baselines.fitted().forEach(baseline -> describe(json.get("baselines"), baseline));
    json.put("calibration", calibration.toJson(attainableCalibration));
    Outlook outlook = new Outlook(frame.actuals(), frame.from(), frame.to(), forecasts);
    json.put("fans", fans(outlook));
    json.put("anomalies", anomalies(outlook));
    return json;
  }

  /** What a comparison says, by the keys of {@code result.json}. */
  static Map<String, Object> figures(DemandComparison comparison) {
    Map<String, Object> json = new LinkedHashMap<>();
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("test", comparison.metrics());
    json.put("metrics", metrics);
    json.put("baselines", comparison.baselineMetrics());
    comparison.attainableMetrics().ifPresent(best -> json.put("attainable", best));
    json.put("differences", comparison.differences());
    json.put("bestBaseline", comparison.bestBaseline());
    json.put("byStep", comparison.byStep());
    json.put("byHour", comparison.byHour());
    SeriesGroups groups = comparison.groups();
    json.put("byKey", groups.byKey());
    json.put("byVolume", groups.byVolume());
    json.put("bySeries", groups.bySeries());
    return json;
  }

  /** Says what a baseline is, beside its figures. */
  @SuppressWarnings("unchecked")
  static void describe(Object baselines, DemandBaseline baseline) {
    ((Map<String, Map<String, Object>>) baselines)
        .get(baseline.name())
        .put("description", baseline.description());
  }

  private List<Map<String, Object>> fans(Outlook outlook) {
    Fans fans = new Fans(frame.actuals(), outlook, frame.horizon());
    Optional<DemandBaseline> best =
        baselines.fitted().stream()
            .filter(b -> b.name().equals(comparison.bestBaseline().get("wape")))
            .findFirst();
    best.ifPresent(baseline -> fans.compareWith("baseline", baseline));
    attainable.ifPresent(truth -> fans.compareWith("attainable", truth));
    List<Map<String, Object>> drawn =
        fans.of(new FanChoice(frame.actuals(), outlook).choose(config.evaluation().fans()));
    best.ifPresent(baseline -> drawn.forEach(fan -> fan.put("baseline", baseline.name())));
    return drawn;
  }

  private List<Map<String, Object>> anomalies(Outlook outlook) {
    int most = config.evaluation().anomalies();
    return most == 0
        ? List.of()
        : new Anomalies(frame.actuals(), outlook, most, LEAST_SURPRISE)
            .find().stream().map(anomaly -> anomaly.toJson(frame.actuals())).toList();
  }
}
