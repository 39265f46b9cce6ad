package org.unroll4j.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Records of runs that forecast demand: made up, coherent, and the same for each seed. */
final class DemandFixture {

  private static final double ATTAINABLE = 0.402;
  private static final Map<String, Double> BASELINES = new LinkedHashMap<>();

  static {
    BASELINES.put("last", 0.681);
    BASELINES.put("seasonalDay", 0.664);
    BASELINES.put("seasonalWeek", 0.632);
    BASELINES.put("meanOfDays", 0.521);
    BASELINES.put("medianOfDays", 0.498);
    BASELINES.put("linear", 0.455);
    BASELINES.put("boostedTrees", 0.431);
  }

  private final SplittableRandom random;
  private final int horizon;
  private final double wape;
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();

  private DemandFixture(int horizon, double wape, long seed) {
    this.random = new SplittableRandom(seed);
    this.horizon = horizon;
    this.wape = wape;
    json.put("schema", "unroll4j.demand/1").put("name", "demand");
    json.put("title", "What sells in the next hour?");
    json.putObject("task")
        .put("kind", "forecast")
        .put("horizon", horizon)
        .put("context", 24)
        .put("mode", "direct")
        .put("head", "negativeBinomial")
        .put("frequency", "1h")
        .put("unit", 1)
        .put("stockouts", "observed");
    json.putObject("model")
        .put("cell", "gru")
        .put("implementation", "unroll4j")
        .put("layers", 1)
        .put("hidden", 48)
        .put("bidirectional", false)
        .put("parameters", 21_402)
        .put("engine", "vector");
    scores();
    parts();
    calibration();
    new DemandFixtureFans(random, horizon).add(json);
    attention();
    data();
    circumstances(seed);
    json.putArray("notes").add("The data are generated; a real shop is less tidy.");
  }

  /** The next hour, clearly ahead of every baseline. */
  static ObjectNode hour(long seed) {
    return new DemandFixture(1, 0.409, seed).json;
  }

  /** The next 24 hours. */
  static ObjectNode day(long seed) {
    return new DemandFixture(24, 0.417, seed).json;
  }

  /** The next hour, where the boosted trees do better. */
  static ObjectNode beaten(long seed) {
    return new DemandFixture(1, 0.462, seed).json;
  }

  /** Real data: nobody knows what is attainable. */
  static ObjectNode withoutAttainable(ObjectNode json) {
    json.remove("attainable");
    json.findParents("attainable").forEach(parent -> ((ObjectNode) parent).remove("attainable"));
    return json;
  }

  /** A network with a single number as its forecast, on data without stock-outs. */
  static ObjectNode points(long seed) {
    ObjectNode json = withoutAttainable(hour(seed));
    json.remove("calibration");
    List<String> ranges =
        List.of("wql", "crps", "coverage80", "width80", "coverage95", "width95", "sellable");
    json.findParents("wape").forEach(parent -> ((ObjectNode) parent).remove(ranges));
    json.findParents("stockout").forEach(parent -> ((ObjectNode) parent).remove("stockout"));
    json.findParents("low80")
        .forEach(
            parent ->
                ((ObjectNode) parent)
                    .remove(List.of("low50", "high50", "low80", "high80", "low95", "high95")));
    return json;
  }

  /** A record of a test over several origins. */
  static ObjectNode backtest(long seed) {
    ObjectNode json = day(seed);
    DemandFixture made = new DemandFixture(24, 0.417, seed);
    ArrayNode folds = json.putObject("backtest").putArray("folds");
    for (int fold = 1; fold <= 5; fold++) {
      ObjectNode one = folds.addObject().put("fold", fold);
      one.put("origin", "2024-03-%02dT23:00:00Z".formatted(fold + 20));
      one.put("trainedTo", "2024-03-20T23:00:00Z");
      double harder = 1 + 0.1 * made.random.nextDouble();
      made.metrics(one.putObject("metrics"), harder * 0.417);
      ObjectNode baselines = one.putObject("baselines");
      BASELINES.forEach((name, w) -> made.metrics(baselines.putObject(name), harder * w));
    }
    return json;
  }

  /** The bare minimum of a record. */
  static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode().put("schema", "unroll4j.demand/1");
  }

  private void metrics(ObjectNode metrics, double w) {
    metrics
        .put("wape", w)
        .put("mae", 2.31 * w)
        .put("rmse", 3.9 * w)
        .put("bias", 0.02 * (random.nextDouble() - 0.5))
        .put("smape", 1.1 * w)
        .put("mase", 1.62 * w)
        .put("rmsse", 1.4 * w)
        .put("wql", 0.79 * w)
        .put("crps", 1.64 * w)
        .put("coverage80", 0.84 - 0.1 * Math.abs(w - ATTAINABLE))
        .put("width80", 6.1 * w)
        .put("coverage95", 0.962)
        .put("width95", 9.8 * w)
        .put("targets", 10_080);
  }

  private void everybody(ObjectNode at, double harder) {
    metrics(at.putObject("model"), harder * wape);
    ObjectNode baselines = at.putObject("baselines");
    BASELINES.forEach((name, w) -> metrics(baselines.putObject(name), harder * w));
    metrics(at.putObject("attainable"), harder * ATTAINABLE);
  }

  private void scores() {
    ObjectNode metrics = json.putObject("metrics");
    ObjectNode test = metrics.putObject("test");
    metrics(test, wape);
    metrics(test.putObject("sellable"), 0.93 * wape);
    metrics(metrics.putObject("validation"), wape - 0.004);
    metrics(json.putObject("attainable"), ATTAINABLE);
    ObjectNode baselines = json.putObject("baselines");
    ObjectNode differences = json.putObject("differences");
    BASELINES.forEach(
        (name, w) -> {
          ObjectNode baseline = baselines.putObject(name);
          metrics(baseline, w);
          metrics(baseline.putObject("sellable"), 0.93 * w);
          if (name.equals("last") || name.startsWith("seasonal")) {
            baseline.remove(List.of("wql", "crps", "coverage80", "width80"));
            baseline.remove(List.of("coverage95", "width95"));
          }
          baseline.put("description", "knows the same past");
          differences
              .putObject(name)
              .put("metric", "mae")
              .put("meanDifference", 2.31 * (wape - w))
              .put("statistic", 60 * (wape - w))
              .put("pValue", Math.exp(-300 * Math.abs(wape - w)))
              .put("periods", 168)
              .put("method", "Diebold-Mariano with the correction for small samples")
              .putObject("wql")
              .put("metric", "wql")
              .put("meanDifference", 1.8 * (wape - w))
              .put("pValue", Math.exp(-200 * Math.abs(wape - w)));
        });
    json.putObject("bestBaseline")
        .put("wape", "boostedTrees")
        .put("rmse", "boostedTrees")
        .put("wql", "boostedTrees");
  }

  private void parts() {
    ArrayNode steps = json.putArray("byStep");
    for (int step = 1; step <= horizon; step++) {
      everybody(steps.addObject().put("step", step), 1 + 0.03 * Math.log(step));
    }
    ArrayNode hours = json.putArray("byHour");
    for (int hour = 0; hour < 24; hour++) {
      double sold = 1.2 + Math.sin((hour - 9) * Math.PI / 12);
      everybody(hours.addObject().put("hour", hour), 1 / Math.sqrt(sold));
    }
    ArrayNode classes = json.putArray("byVolume");
    double[] ends = {0, 0.1, 0.5, 2, 8, 30};
    for (int i = 0; i + 1 < ends.length; i++) {
      ObjectNode one = classes.addObject().put("from", ends[i]).put("to", ends[i + 1]);
      everybody(one.put("series", 20 - 3 * i), 2.2 - 0.36 * i);
    }
    ObjectNode keys = json.putObject("byKey");
    for (String key : List.of("store", "product")) {
      ArrayNode values = keys.putArray(key);
      for (int i = 1; i <= (key.equals("store") ? 6 : 10); i++) {
        ObjectNode one = values.addObject().put("value", key + "-" + i);
        everybody(one, 0.8 + 0.5 * random.nextDouble());
        one.put("targets", 1_680).put("total", random.nextInt(400, 90_000));
      }
    }
    ArrayNode series = json.putArray("bySeries");
    for (int i = 0; i < 60; i++) {
      ObjectNode one = series.addObject().put("name", DemandFixtureFans.name(i));
      metrics(one, wape * (0.7 + 0.8 * random.nextDouble()));
      one.put("total", random.nextInt(10, 9_000));
    }
  }

  private void calibration() {
    ObjectNode calibration = json.putObject("calibration");
    ArrayNode coverage = calibration.putArray("coverage");
    for (double nominal : new double[] {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95}) {
      double held = nominal + 0.35 * nominal * (1 - nominal);
      coverage
          .addObject()
          .put("nominal", nominal)
          .put("observed", held - 0.01 * random.nextDouble())
          .put("promised", held + 0.004)
          .put("attainable", held)
          .put("width", 3 * nominal / (1.1 - nominal));
    }
    ObjectNode pit = calibration.putObject("pit");
    ArrayNode bins = pit.putArray("bins");
    for (int i = 0; i < 20; i++) {
      bins.add(0.05 + 0.006 * (random.nextDouble() - 0.5));
    }
    pit.put("low", 0.0458).put("high", 0.0542).put("uniform", true);
    pit.put("statistic", 21.7).put("pValue", 0.299);
    calibration
        .putObject("conformal")
        .put("method", "conformalised quantile regression")
        .putArray("groups")
        .addObject()
        .put("fromStep", 1)
        .put("toStep", horizon)
        .put("targets", 10_080)
        .put("shift50", -0.01)
        .put("shift80", 0.034)
        .put("shift95", 0.11);
  }

  private void attention() {
    ObjectNode attention = json.putObject("attention");
    ArrayNode lags = attention.putArray("lags");
    for (int lag = 1; lag <= 24; lag++) {
      double weight = Math.exp(-lag / 4.0) + (lag == 24 ? 0.9 : 0.05 * random.nextDouble());
      lags.addObject().put("lag", lag).put("weight", weight);
    }
    ArrayNode channels = attention.putArray("channels");
    List<String> names =
        List.of("sales", "mean of the hour, 28 days", "promotion", "hour of day", "temperature");
    for (String name : names) {
      channels.addObject().put("name", name).put("weight", random.nextDouble());
    }
  }

  private void data() {
    ObjectNode data = json.putObject("data");
    data.put("source", "datasets/demand.csv.gz").put("sha256", "9f2c".repeat(16));
    data.put("rows", 129_600).put("malformedRows", 2).put("duplicateRows", 1);
    data.put("card", "datasets/demand.md").put("series", 60).put("steps", 2_160);
    data.put("missingSteps", 12).put("zeroShare", 0.412).put("stockoutShare", 0.031);
    data.putArray("keys").add("store").add("product");
    data.put("from", "2024-01-01T00:00:00Z").put("to", "2024-03-30T23:00:00Z");
    ObjectNode splits = data.putObject("splits");
    split(splits.putObject("train"), "2024-01-01T00:00:00Z", "2024-03-16T23:00:00Z");
    split(splits.putObject("validation"), "2024-03-17T00:00:00Z", "2024-03-23T23:00:00Z");
    split(splits.putObject("test"), "2024-03-24T00:00:00Z", "2024-03-30T23:00:00Z");
  }

  private static void split(ObjectNode part, String from, String to) {
    part.put("from", from).put("to", to).put("origins", 10_080).put("targets", 10_080);
    part.put("zeroShare", 0.42).put("stockoutShare", 0.03);
  }

  private void circumstances(long seed) {
    ArrayNode learning = json.putObject("curves").putArray("learning");
    for (int epoch = 1; epoch <= 12; epoch++) {
      learning
          .addObject()
          .put("epoch", epoch)
          .put("update", epoch * 180)
          .put("trainLoss", 1.2 + 0.5 * Math.exp(-epoch / 2.0))
          .put("validationLoss", 1.23 + 0.4 * Math.exp(-epoch / 2.0))
          .put("learningRate", 0.003 * Math.pow(0.9, epoch))
          .put("gradientNorm", 0.3 + 0.8 * random.nextDouble())
          .put("seconds", 5.0);
    }
    json.put("configuration", "study: demand\nforecast:\n  horizon: %d\n".formatted(horizon));
    ObjectNode provenance = json.putObject("provenance");
    provenance.put("createdAt", "2025-11-22T09:41:07Z").put("seed", seed);
    provenance.put("command", "bin/unroll train configs/demand.yaml");
    provenance.put("codeRevision", "7e7ea03").put("dataSha256", "9f2c".repeat(16));
    provenance.put("engine", "vector").put("blas", "OpenBLAS 0.3.19, SkylakeX");
    json.putObject("timing")
        .put("totalSeconds", 131.3)
        .put("trainSeconds", 98.2)
        .put("evaluateSeconds", 16.04)
        .put("updates", 2160)
        .put("epochs", 12)
        .put("updatesPerSecond", 22.6);
  }
}
