package org.unroll4j.studies.demand.scores;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A model beside its baselines and, where it is known, the attainable, as they stand in {@code
 * result.json}. All must have forecast the same targets of the same frame.
 *
 * @param model scores of the model
 * @param baselines scores of the baselines by name
 * @param attainable scores of the exact conditional distribution, for generated data
 */
public record DemandComparison(
    DemandScores model, Map<String, DemandScores> baselines, Optional<DemandScores> attainable) {

  /** The baseline that OWA is relative to. */
  public static final String NAIVE2 = "naive2";

  private static final List<DemandMetric> DECIDING =
      List.of(DemandMetric.WAPE, DemandMetric.RMSE, DemandMetric.WQL);

  /** Keeps the baselines' order. */
  public DemandComparison {
    baselines = new LinkedHashMap<>(baselines);
  }

  /** {@code metrics.test}: all metrics of the model, with those of sellable hours. */
  public Map<String, Object> metrics() {
    return metrics(model);
  }

  /** {@code baselines.<name>}: the same for each baseline. */
  public Map<String, Map<String, Object>> baselineMetrics() {
    Map<String, Map<String, Object>> json = new LinkedHashMap<>();
    baselines.forEach((name, scores) -> json.put(name, metrics(scores)));
    return json;
  }

  /** {@code attainable}: the same for what is attainable. */
  public Optional<Map<String, Object>> attainableMetrics() {
    return attainable.map(this::metrics);
  }

  private Map<String, Object> metrics(DemandScores scores) {
    Map<String, Object> json = withOwa(scores, DemandScores::metrics).toJson();
    if (scores.frame().hasSellable()) {
      json.put("sellable", withOwa(scores, DemandScores::sellable).toJson());
    }
    return json;
  }

  private DemandMetrics withOwa(
      DemandScores scores, Function<DemandScores, DemandMetrics> measure) {
    DemandMetrics metrics = measure.apply(scores);
    if (baselines.containsKey(NAIVE2)) {
      metrics.putOwa(measure.apply(baselines.get(NAIVE2)));
    }
    return metrics;
  }

  /**
   * {@code differences}: for each baseline the paired test of the absolute error, with that of the
   * quantile loss under {@code wql}.
   */
  public Map<String, Object> differences() {
    int horizon = model.frame().horizon();
    Map<String, Object> json = new LinkedHashMap<>();
    baselines.forEach(
        (name, baseline) -> {
          PeriodLosses mine = model.periods();
          PeriodLosses theirs = baseline.periods();
          Map<String, Object> test =
              DieboldMariano.of(mine.absoluteMinus(theirs), horizon).toJson("mae");
          test.put("wql", DieboldMariano.of(mine.quantileMinus(theirs), horizon).toJson("wql"));
          json.put(name, test);
        });
    return json;
  }

  /** {@code bestBaseline}: by metric, the baseline with the lowest. */
  public Map<String, Object> bestBaseline() {
    Map<String, Object> json = new LinkedHashMap<>();
    for (DemandMetric metric : DECIDING) {
      double best = Double.POSITIVE_INFINITY;
      for (Map.Entry<String, DemandScores> baseline : baselines.entrySet()) {
        double value = baseline.getValue().metrics().get(metric).orElse(best);
        if (value < best) {
          best = value;
          json.put(metric.key(), baseline.getKey());
        }
      }
    }
    return json;
  }

  /** {@code byStep}: one entry per step of the horizon. */
  public List<Map<String, Object>> byStep() {
    List<Map<String, Object>> json = new ArrayList<>();
    for (int h = 1; h <= model.frame().horizon(); h++) {
      int step = h;
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("step", step);
      putGroup(entry, scores -> scores.atStep(step), json);
    }
    return json;
  }

  /**
   * {@code byHour}: one entry per hour of day, or per day of the week where steps are days; none
   * where they are longer.
   */
  public List<Map<String, Object>> byHour() {
    List<Map<String, Object>> json = new ArrayList<>();
    Clock clock = model.clock();
    for (int reading = 0; clock != Clock.NONE && reading < clock.size(); reading++) {
      int at = reading;
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put(clock.key(), at);
      putGroup(entry, scores -> scores.atReading(at), json);
    }
    return json;
  }

  /** {@code byKey}, {@code byVolume} and {@code bySeries}. */
  public SeriesGroups groups() {
    return new SeriesGroups(this);
  }

  /**
   * Adds an entry with what everybody scored in a group, unless the group has no targets.
   *
   * @param entry what names the group
   */
  void putGroup(
      Map<String, Object> entry,
      Function<DemandScores, DemandMetrics> measure,
      List<Map<String, Object>> into) {
    DemandMetrics mine = measure.apply(model);
    if (mine.targets() == 0) {
      return;
    }
    entry.put("targets", mine.targets());
    entry.put("model", mine.toShortJson());
    Map<String, Object> others = new LinkedHashMap<>();
    baselines.forEach((name, scores) -> others.put(name, measure.apply(scores).toShortJson()));
    entry.put("baselines", others);
    attainable.ifPresent(a -> entry.put("attainable", measure.apply(a).toShortJson()));
    into.add(entry);
  }
}
