package org.unroll4j.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Records of runs as a study would leave them: made up, coherent, and the same for each seed. */
final class Fixture {

  private static final double POSITIVES = 0.083;
  private static final Map<String, Double> BASELINES = new LinkedHashMap<>();

  static {
    BASELINES.put("baseRate", 0.0);
    BASELINES.put("logisticCounts", 1.75);
    BASELINES.put("markov", 2.2);
    BASELINES.put("boostedTrees", 2.35);
  }

  private final SplittableRandom random;
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();
  private final double separation;

  private Fixture(String cell, double separation, long seed) {
    this.random = new SplittableRandom(seed);
    this.separation = separation;
    json.put("schema", "unroll4j.session/1").put("name", "session-" + cell);
    json.put("title", "Will this user buy something within the next 10 minutes?");
    json.putObject("task").put("kind", "purchaseWithin").put("horizonMinutes", 10);
    model(cell);
    metrics();
    attainable();
    baselines();
    early();
    learning();
    sessions(cell);
    data();
    circumstances(cell, seed);
    json.putArray("notes").add("The data are generated; a real shop is less tidy.");
  }

  /** A GRU that is clearly ahead of its baselines. */
  static ObjectNode gru(long seed) {
    return new Fixture("gru", 3.05, seed).json;
  }

  static ObjectNode lstm(long seed) {
    return new Fixture("lstm", 3.1, seed).json;
  }

  /** An RNN: it has no gates. */
  static ObjectNode rnn(long seed) {
    return new Fixture("rnn", 2.75, seed).json;
  }

  /** A GRU that the boosted trees beat by far. */
  static ObjectNode beaten(long seed) {
    return new Fixture("gru", 1.4, seed).json;
  }

  /** Real data: nobody knows what is attainable. */
  static ObjectNode withoutAttainable(ObjectNode json) {
    json.remove("attainable");
    for (String curve : List.of("roc", "pr", "calibration", "lift")) {
      ((ObjectNode) json.path("curves").path(curve)).remove("attainable");
    }
    json.path("early").path("afterEvents").forEach(k -> ((ObjectNode) k).remove("attainable"));
    json.path("early").path("flagged").forEach(f -> ((ObjectNode) f).remove("attainableShare"));
    json.path("sessions")
        .forEach(s -> s.path("events").forEach(e -> ((ObjectNode) e).remove("attainable")));
    return json;
  }

  /** One label per session instead of one per event. */
  static ObjectNode sessionLabel(long seed) {
    ObjectNode json = withoutAttainable(gru(seed));
    json.put("title", "Which sessions are fraudulent?").put("name", "fraud");
    json.putObject("task").put("kind", "sessionLabel");
    json.remove("early");
    json.path("sessions")
        .forEach(s -> s.path("events").forEach(e -> ((ObjectNode) e).remove("label")));
    return json;
  }

  /** A test part without any positive: no ranking, no curves. */
  static ObjectNode oneClass(long seed) {
    ObjectNode json = withoutAttainable(gru(seed));
    json.remove(List.of("curves", "early", "baselines"));
    json.putObject("metrics")
        .putObject("test")
        .put("logLoss", 0.01)
        .put("predictions", 40)
        .put("positives", 0);
    return json;
  }

  /** The bare minimum of a record. */
  static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode().put("schema", "unroll4j.session/1");
  }

  /** Writes a record into a folder of that name below the parent and returns the folder. */
  static Path folder(Path parent, String name, ObjectNode json) {
    try {
      Path folder = Files.createDirectories(parent.resolve(name));
      Files.writeString(folder.resolve("result.json"), json.toPrettyString());
      return folder;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void model(String cell) {
    json.putObject("model")
        .put("cell", cell)
        .put("implementation", "unroll4j")
        .put("layers", 1)
        .put("hidden", 64)
        .put("bidirectional", false)
        .put("parameters", 18_753)
        .put("engine", "reference");
  }

  private FixtureCurves curves(double strength) {
    return new FixtureCurves(strength, POSITIVES, random);
  }

  private void metrics() {
    ObjectNode metrics = json.putObject("metrics");
    ObjectNode test = metrics.putObject("test");
    fill(test, separation, 0.186 + 0.04 * (3.1 - separation));
    test.put("predictions", 21_483).put("positives", (int) (21_483 * POSITIVES));
    test.put("sessions", 2_417).put("users", 1_204);
    ObjectNode intervals = test.putObject("intervals");
    double auc = test.path("auc").doubleValue();
    intervals.putArray("auc").add(auc - 0.009).add(auc + 0.008);
    intervals.putArray("logLoss").add(0.181).add(0.199);
    fill(metrics.putObject("validation"), separation + 0.05, 0.184);
    curvesOf("model", separation);
  }

  private void fill(ObjectNode metrics, double strength, double logLoss) {
    FixtureCurves curves = curves(strength);
    metrics.put("auc", curves.auc()).put("prAuc", 0.1 + 0.12 * strength).put("logLoss", logLoss);
    metrics
        .put("brier", logLoss / 3.4)
        .put("calibrationError", 0.004 + 0.006 * random.nextDouble());
    ObjectNode lift = metrics.putObject("lift");
    lift.put("1", curves.lift(0.01)).put("5", curves.lift(0.05)).put("10", curves.lift(0.1));
  }

  private void curvesOf(String who, double strength) {
    FixtureCurves made = curves(strength);
    ObjectNode curves = json.withObject("/curves");
    curves.withObject("/roc").set(who, made.roc(900));
    curves.withObject("/pr").set(who, made.precisionRecall(900));
    curves.withObject("/lift").set(who, made.liftCurve(400));
    curves.withObject("/calibration").set(who, made.calibration(10));
  }

  private void attainable() {
    fill(json.putObject("attainable"), 3.18, 0.184);
    curvesOf("attainable", 3.18);
  }

  private void baselines() {
    ObjectNode baselines = json.putObject("baselines");
    BASELINES.forEach(
        (name, strength) -> {
          ObjectNode baseline = baselines.putObject(name);
          fill(baseline, strength, 0.286 - 0.03 * strength);
          baseline.put("description", "fitted on the same training part");
          curvesOf(name, strength);
        });
  }

  private void early() {
    ObjectNode early = json.putObject("early");
    ObjectNode after = early.putObject("afterEvents");
    for (int k = 1; k <= 20; k++) {
      ObjectNode at = after.putObject(String.valueOf(k));
      double gain = 1 - Math.exp(-k / 5.0);
      double auc = curves(separation * (0.35 + 0.6 * gain)).auc() + 0.004 * random.nextDouble();
      double half = 0.008 + 0.0022 * k;
      int sessions = (int) (2417 * Math.exp(-k / 14.0));
      at.put("auc", auc).put("sessions", sessions).put("positives", sessions / 11);
      at.putArray("interval").add(auc - half).add(auc + half);
      at.put("attainable", curves(3.18 * (0.36 + 0.6 * gain)).auc());
      ObjectNode baselines = at.putObject("baselines");
      BASELINES.forEach((n, s) -> baselines.put(n, curves(s * (0.3 + 0.6 * gain)).auc()));
    }
    ArrayNode flagged = early.putArray("flagged");
    for (double rate : new double[] {0.01, 0.05}) {
      ObjectNode entry = flagged.addObject().put("flagRate", rate).put("threshold", 0.4 - 3 * rate);
      ArrayNode minutes = entry.putArray("minutesAhead");
      ArrayNode shares = entry.putArray("share");
      ArrayNode best = entry.putArray("attainableShare");
      for (double m : new double[] {0, 0.5, 1, 2, 3, 5, 8, 10, 15}) {
        double share = (0.5 + 6 * rate) * Math.exp(-m / (3 + 20 * rate));
        minutes.add(m);
        shares.add(share);
        best.add(share * 1.04);
      }
      entry.put("medianMinutesAhead", 2.4);
    }
  }

  private void learning() {
    ArrayNode learning = json.withObject("/curves").putArray("learning");
    for (int epoch = 1; epoch <= 14; epoch++) {
      learning
          .addObject()
          .put("epoch", epoch)
          .put("update", epoch * 312)
          .put("trainLoss", 0.178 + 0.1 * Math.exp(-epoch / 3.0))
          .put("validationLoss", 0.187 + 0.09 * Math.exp(-epoch / 2.5) + 2e-5 * epoch * epoch)
          .put("validationAuc", 0.905 - 0.12 * Math.exp(-epoch / 2.5))
          .put("learningRate", 0.003 * Math.pow(0.93, epoch))
          .put("gradientNorm", 0.3 + 0.8 * random.nextDouble())
          .put("seconds", 3.1 + 0.2 * random.nextDouble());
    }
  }

  private void sessions(String cell) {
    List<String> gates =
        switch (cell) {
          case "lstm" -> List.of("input", "forget", "output");
          case "gru" -> List.of("reset", "update");
          default -> List.of();
        };
    FixtureSessions made = new FixtureSessions(random, gates, true);
    ArrayNode sessions = json.putArray("sessions");
    made.add(sessions, 13, "purchase", "a purchase that was seen coming");
    made.add(sessions, 19, "none", "the most confident wrong alarm");
    made.add(sessions, 46, "purchase", "a long session");
    made.add(sessions, 5, "censored", "the log ends before the horizon");
  }

  private void data() {
    ObjectNode data = json.putObject("data");
    data.put("source", "datasets/sessions.csv.gz").put("sha256", "9f2c".repeat(16));
    data.put("rows", 214_903).put("malformedRows", 3).put("events", 214_900);
    data.put("sessions", 24_110).put("users", 8_031).put("card", "datasets/sessions.md");
    data.put("from", "2024-03-01T00:00:12Z").put("to", "2024-03-28T23:58:40Z");
    ArrayNode types = data.putArray("eventTypes");
    for (String type : FixtureSessions.TYPES) {
      types.addObject().put("name", type).put("count", random.nextInt(2_000, 60_000));
    }
    ArrayNode lengths = data.putArray("sessionLengths");
    int[] from = {1, 2, 3, 5, 9, 17, 33};
    for (int i = 0; i < from.length; i++) {
      ObjectNode bin = lengths.addObject().put("from", from[i]).put("count", 6000 - 800 * i);
      if (i + 1 < from.length) {
        bin.put("to", from[i + 1] - 1);
      }
    }
    ObjectNode splits = data.putObject("splits");
    for (String part : List.of("train", "validation", "test")) {
      splits
          .putObject(part)
          .put("sessions", 2_417)
          .put("events", 22_904)
          .put("users", 1_204)
          .put("predictions", 21_483)
          .put("positives", 1_783)
          .put("censored", 241)
          .put("from", "2024-03-21T00:00:12Z")
          .put("to", "2024-03-28T23:58:40Z");
    }
  }

  private void circumstances(String cell, long seed) {
    json.put(
        "configuration",
        "name: session-%s\nmodel:\n  cell: %s\n  hidden: 64\ntraining:\n  seed: %d\n"
            .formatted(cell, cell, seed));
    ObjectNode provenance = json.putObject("provenance");
    provenance.put("createdAt", "2025-11-22T09:41:07Z").put("seed", seed);
    provenance.put("command", "bin/unroll train configs/session.yaml --set model.cell=" + cell);
    provenance.put("codeRevision", "7e7ea03").put("dataSha256", "9f2c".repeat(16));
    provenance.put("engine", "reference").put("blas", "OpenBLAS 0.3.19, SkylakeX");
    provenance.putObject("versions").put("unroll4j", "0.1.0").put("nd4j", "1.0.0-M2.1");
    provenance
        .putObject("machine")
        .put("os", "Linux 6.1 amd64")
        .put("cpu", "Intel Xeon")
        .put("cores", 2)
        .put("memoryGiB", 15.6)
        .put("jdk", "17.0.15");
    json.putObject("timing")
        .put("totalSeconds", 71.3)
        .put("trainSeconds", 48.2)
        .put("evaluateSeconds", 6.04)
        .put("updates", 4368)
        .put("epochs", 14)
        .put("updatesPerSecond", 90.6)
        .put("eventsPerSecond", 43_120.7);
  }
}
