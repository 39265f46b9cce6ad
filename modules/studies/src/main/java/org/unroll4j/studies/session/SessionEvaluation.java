package org.unroll4j.studies.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.unroll4j.data.DataException;
import org.unroll4j.data.generate.SessionOracle;
import org.unroll4j.data.labels.LabelledSequence;
import org.unroll4j.data.labels.Labelling;
import org.unroll4j.studies.baselines.Baselines;
import org.unroll4j.studies.evaluation.Bootstrap;
import org.unroll4j.studies.evaluation.Comparison;
import org.unroll4j.studies.evaluation.Moments;
import org.unroll4j.studies.evaluation.Predictions;
import org.unroll4j.studies.evaluation.PurchaseTimes;
import org.unroll4j.studies.run.RunFolder;

/** Measures a network beside its baselines and, where it is known, the best attainable. */
final class SessionEvaluation {

  private final SessionConfig config;
  private final SessionModel model;
  private final MeasuredPart test;
  private final Baselines baselines;
  private final Optional<double[][]> exact;
  private final Comparison comparison;
  private final List<String> notes = new ArrayList<>();

  private SessionEvaluation(
      SessionModel model, MeasuredPart test, Baselines baselines, Labelling labelling, Path csv) {
    this.config = model.config();
    this.model = model;
    this.test = test;
    this.baselines = baselines;
    this.notes.addAll(baselines.notes());
    this.exact = exact(test, labelling, csv);
    Map<String, Predictions> contestants = new LinkedHashMap<>();
    contestants.put(Comparison.MODEL, test.predictions());
    test.predictWith(baselines, test.moments(), contestants);
    exact.ifPresent(
        p -> contestants.put(Comparison.ATTAINABLE, Predictions.pick(test.moments(), p)));
    this.comparison = new Comparison(contestants, bootstrap());
  }

  /** Trains the baselines of a study and measures its test part. */
  static SessionEvaluation ofStudy(SessionModel model, SessionData data, RunFolder folder)
      throws IOException {
    SessionConfig config = model.config();
    MeasuredPart test = MeasuredPart.of(model, data.table(), data.parts().test());
    Baselines baselines = new Baselines(List.of(), List.of());
    if (config.evaluation().baselines()) {
      MeasuredPart train = unmeasured(data, data.parts().train());
      MeasuredPart validation = unmeasured(data, data.parts().validation());
      baselines = Baselines.train(train.baselinePart(), validation.baselinePart(), config.seed());
    }
    baselines.write(folder.baselines());
    return new SessionEvaluation(
        model, test, baselines, data.labelling(), new DataSettings(config).file());
  }

  private static MeasuredPart unmeasured(SessionData data, List<LabelledSequence> sequences) {
    return new MeasuredPart(
        data.table(), sequences, Moments.labelled(data.table(), sequences), new double[0][]);
  }

  /** Measures all of some other data, with the baselines that the run has trained. */
  static SessionEvaluation ofOther(SessionModel model, MeasuredPart all, RunFolder folder, Path csv)
      throws IOException {
    Baselines baselines =
        Files.exists(folder.baselines())
            ? Baselines.read(folder.baselines())
            : new Baselines(List.of(), List.of());
    Labelling labelling = new DataSettings(model.config()).labelling();
    return new SessionEvaluation(model, all, baselines, labelling, csv);
  }

  private Optional<double[][]> exact(MeasuredPart part, Labelling labelling, Path csv) {
    try {
      return SessionOracle.forDataSet(csv)
          .map(
              oracle ->
                  part.sequences().stream()
                      .map(s -> oracle.probabilities(part.table(), s, labelling))
                      .toArray(double[][]::new));
    } catch (DataException e) {
      notes.add("The best attainable is not known here: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Bootstrap bootstrap() {
    return new Bootstrap(config.evaluation().bootstrap(), config.seed());
  }

  MeasuredPart test() {
    return test;
  }

  Optional<double[][]> exact() {
    return exact;
  }

  /** Metrics, curves, early prediction, sessions and notes under their keys in result.json. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("metrics", new LinkedHashMap<>(Map.of("test", comparison.metrics(Comparison.MODEL))));
    exact.ifPresent(p -> json.put("attainable", comparison.metrics(Comparison.ATTAINABLE)));
    Map<String, Object> others = new LinkedHashMap<>();
    baselines
        .trained()
        .forEach(
            baseline -> {
              Map<String, Object> figures = comparison.metrics(baseline.name());
              figures.put("description", baseline.description());
              others.put(baseline.name(), figures);
            });
    json.put("baselines", others);
    json.put("differences", comparison.differences());
    long[] purchases = purchaseTimes();
    List<Map<String, Object>> flagged =
        purchases.length == 0 ? List.of() : comparison.flagged(purchases);
    json.put("early", early(flagged));
    json.put("curves", comparison.curves());
    json.put("sessions", sessions(purchases, flagged));
    json.put("notes", notes);
    return json;
  }

  /** Metrics of the network alone on another part. */
  Map<String, Object> metrics(MeasuredPart part) {
    return new Comparison(Map.of(Comparison.MODEL, part.predictions()), bootstrap())
        .metrics(Comparison.MODEL);
  }

  private long[] purchaseTimes() {
    DataSettings settings = new DataSettings(config);
    return settings.perEvent()
        ? PurchaseTimes.of(
            test.table(), test.sequences(), config.labels().purchaseType(), settings.horizon())
        : new long[0];
  }

  private Map<String, Object> early(List<Map<String, Object>> flagged) {
    Map<String, Object> early = new LinkedHashMap<>();
    if (!flagged.isEmpty()) {
      early.put("flagged", flagged);
    }
    if (new DataSettings(config).perEvent()) {
      early.put("afterEvents", comparison.afterEvents());
    } else if (!model.feed().perSequence()) {
      Moments every = Moments.everyEvent(test.table(), test.sequences());
      Map<String, Predictions> contestants = new LinkedHashMap<>();
      contestants.put(Comparison.MODEL, Predictions.pick(every, test.probabilities()));
      test.predictWith(baselines, every, contestants);
      early.put("afterEvents", Comparison.afterEvents(contestants, bootstrap()));
    }
    return early;
  }

  private List<Map<String, Object>> sessions(long[] purchases, List<Map<String, Object>> flagged) {
    double threshold =
        flagged.isEmpty() ? 0.5 : (Double) flagged.get(flagged.size() - 1).get("threshold");
    List<StoryChoice.Chosen> chosen =
        new StoryChoice(config, test, purchases, threshold).choose(config.evaluation().sessions());
    SessionStory story = new SessionStory(model, test, exact);
    return chosen.stream().map(c -> story.json(c.sequence(), c.why(), c.outcome())).toList();
  }
}
