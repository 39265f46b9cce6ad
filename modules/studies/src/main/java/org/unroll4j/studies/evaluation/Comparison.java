package org.unroll4j.studies.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Every figure of a model, its baselines and, where it is known, the best attainable, all for the
 * same moments, in the form of {@code result.json}.
 */
public final class Comparison {

  /** Name of the model among the contestants. */
  public static final String MODEL = "model";

  /** Name of the exact conditional probability among the contestants. */
  public static final String ATTAINABLE = "attainable";

  private final Map<String, Predictions> contestants;
  private final Map<String, Ranking> rankings = new LinkedHashMap<>();
  private final Map<String, Resamples> resamples = new LinkedHashMap<>();
  private final Bootstrap bootstrap;

  /**
   * Ranks and resamples the predictions.
   *
   * @param contestants predictions by name: {@link #MODEL}, baselines, and {@link #ATTAINABLE} if
   *     it is known; all for the same moments
   * @throws IllegalArgumentException if the model is not among them or the moments differ
   */
  public Comparison(Map<String, Predictions> contestants, Bootstrap bootstrap) {
    this.contestants = new LinkedHashMap<>(contestants);
    this.bootstrap = bootstrap;
    if (!contestants.containsKey(MODEL)) {
      throw new IllegalArgumentException(
          "Comparison: expected predictions of '%s', received %s."
              .formatted(MODEL, contestants.keySet()));
    }
    Moments moments = contestants.get(MODEL).moments();
    contestants.forEach(
        (who, predictions) -> {
          if (!moments.matches(predictions.moments())) {
            throw new IllegalArgumentException(
                "Comparison: '%s' must be predicted for the %d moments of the model."
                    .formatted(who, moments.size()));
          }
          Ranking ranking = new Ranking(predictions);
          rankings.put(who, ranking);
          resamples.put(who, bootstrap.resample(ranking));
        });
  }

  /** The metrics of one contestant with counts and intervals. */
  public Map<String, Object> metrics(String who) {
    Moments moments = contestants.get(who).moments();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("predictions", moments.size());
    json.put("positives", moments.positives());
    json.put("sessions", moments.sequences());
    json.put("users", moments.users());
    json.putAll(scores(who).toJson());
    Map<String, Object> intervals = resamples.get(who).toJson();
    if (!intervals.isEmpty()) {
      json.put("intervals", intervals);
    }
    return json;
  }

  /** The metrics of one contestant. */
  public Scores scores(String who) {
    return Scores.of(rankings.get(who));
  }

  /**
   * How much the model is above each other contestant, metric by metric, with intervals of the
   * difference: {@code <who>.<metric>} and {@code <who>.intervals.<metric>}.
   */
  public Map<String, Object> differences() {
    Map<String, Object> json = new LinkedHashMap<>();
    for (String who : contestants.keySet()) {
      if (!who.equals(MODEL)) {
        json.put(who, differences(who));
      }
    }
    return json;
  }

  private Map<String, Object> differences(String who) {
    Scores model = scores(MODEL);
    Scores other = scores(who);
    Map<String, Object> json = new LinkedHashMap<>();
    for (Metric metric : List.of(Metric.AUC, Metric.PR_AUC, Metric.LOG_LOSS, Metric.BRIER)) {
      if (model.get(metric).isPresent() && other.get(metric).isPresent()) {
        json.put(metric.key(), model.get(metric).getAsDouble() - other.get(metric).getAsDouble());
        resamples
            .get(MODEL)
            .minus(resamples.get(who), metric)
            .ifPresent(i -> JsonPaths.put(json, "intervals." + metric.key(), i.toJson()));
      }
    }
    return json;
  }

  /** ROC, precision-recall, calibration and lift curves of every contestant. */
  public Map<String, Object> curves() {
    Map<String, Object> json = new LinkedHashMap<>();
    rankings.forEach(
        (who, ranking) -> {
          Curves curves = Curves.of(ranking);
          if (!curves.roc().isEmpty()) {
            JsonPaths.put(json, "roc." + who, Curves.toJson(curves.roc()));
            JsonPaths.put(json, "pr." + who, Curves.toJson(curves.pr()));
            JsonPaths.put(json, "lift." + who, Curves.toJson(curves.lift()));
          }
          List<Calibration.Bin> bins = Calibration.bins(ranking);
          if (!bins.isEmpty()) {
            JsonPaths.put(
                json, "calibration." + who, bins.stream().map(Calibration.Bin::toJson).toList());
          }
        });
    return json;
  }

  /**
   * AUC after the first events, by number of events.
   *
   * @param every predictions after every event where these are not the moments of the comparison,
   *     as with one label per session
   */
  public static Map<String, Object> afterEvents(
      Map<String, Predictions> every, Bootstrap bootstrap) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (AfterEvents after : AfterEvents.of(every.get(MODEL), bootstrap)) {
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("auc", after.auc());
      after.interval().ifPresent(i -> figures.put("interval", i.toJson()));
      figures.put("sessions", after.moments().size());
      figures.put("positives", after.moments().positives());
      every.forEach(
          (who, predictions) -> {
            if (!who.equals(MODEL)) {
              String key = who.equals(ATTAINABLE) ? who : "baselines." + who;
              JsonPaths.put(figures, key, AfterEvents.auc(predictions, after.k()));
            }
          });
      json.put(Integer.toString(after.k()), figures);
    }
    return json;
  }

  /** AUC after the first events, by number of events, for the moments of the comparison. */
  public Map<String, Object> afterEvents() {
    return afterEvents(contestants, bootstrap);
  }

  /**
   * How early purchases are flagged.
   *
   * @param purchaseMillis as in {@link Flagging#of}
   */
  public List<Map<String, Object>> flagged(long[] purchaseMillis) {
    Map<String, List<Flagging>> figures = new LinkedHashMap<>();
    contestants.forEach((who, p) -> figures.put(who, Flagging.of(p, purchaseMillis)));
    List<Map<String, Object>> json = new ArrayList<>();
    for (int r = 0; r < figures.get(MODEL).size(); r++) {
      int rate = r;
      json.add(flagged(figures.get(MODEL).get(r), who -> figures.get(who).get(rate)));
    }
    return json;
  }

  private Map<String, Object> flagged(Flagging model, Function<String, Flagging> others) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("flagRate", model.rate());
    json.put("flaggedOthers", model.flaggedOthers());
    json.put("threshold", model.threshold());
    json.put("purchases", model.purchases());
    json.put("others", model.others());
    json.put("minutesAhead", Flagging.MINUTES);
    json.put("share", model.share());
    model.medianMinutes().ifPresent(m -> json.put("medianMinutesAhead", m));
    for (String who : contestants.keySet()) {
      if (who.equals(ATTAINABLE)) {
        json.put("attainableShare", others.apply(who).share());
      } else if (!who.equals(MODEL)) {
        JsonPaths.put(json, "baselineShare." + who, others.apply(who).share());
      }
    }
    return json;
  }
}
