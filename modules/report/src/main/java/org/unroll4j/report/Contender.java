package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Somebody who predicts on the test part: the model, a baseline, or the attainable.
 *
 * @param key its key in the record
 * @param name its name in words
 * @param role how charts draw it
 * @param metrics its metrics on the test part
 */
record Contender(String key, String name, String role, JsonNode metrics) {

  static final String MODEL = "model";
  static final String ATTAINABLE = "attainable";

  private static final String BEST = "best attainable";
  private static final String SELLABLE = "sellable";

  static Contender model(Run run) {
    return new Contender(MODEL, Names.model(run), MODEL, Values.at(run.json(), "metrics.test"));
  }

  /** The baselines in the order of the record. */
  static List<Contender> baselines(Run run) {
    List<Contender> baselines = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : Values.entries(run.json(), "baselines")) {
      baselines.add(
          new Contender(
              entry.getKey(),
              Names.baseline(entry.getKey()),
              "baseline-" + (baselines.size() + 1),
              entry.getValue()));
    }
    return baselines;
  }

  /**
   * The exact conditional probability, where the data were generated. Where something is sold out,
   * what is known exactly is what would have been sold, so that nothing is said about the best
   * forecast of sales.
   */
  static Optional<Contender> attainable(Run run) {
    JsonNode metrics = Values.at(run.json(), ATTAINABLE);
    String name = metrics.has(SELLABLE) ? "law of true demand" : BEST;
    return metrics.isObject() && !metrics.isEmpty()
        ? Optional.of(new Contender(ATTAINABLE, name, ATTAINABLE, metrics))
        : Optional.empty();
  }

  /** Whether it is what nobody can beat, on what it is judged by here. */
  boolean isIdeal() {
    return key.equals(ATTAINABLE) && !metrics.has(SELLABLE);
  }

  /** The same, without its description, for a table that is not the first. */
  Contender bare() {
    return metrics instanceof ObjectNode object
        ? new Contender(key, name, role, object.deepCopy().without("description"))
        : this;
  }

  /** The same, judged without the steps that were sold out. */
  Contender sellable() {
    String there = key.equals(ATTAINABLE) ? BEST : name;
    return new Contender(key, there, role, Values.at(metrics, SELLABLE));
  }

  /** By how much the model's metrics exceed those of another. */
  static Contender lead(Run run, Contender other) {
    JsonNode difference = Values.at(run.json(), "differences").path(other.key());
    return new Contender(other.key(), other.name(), other.role(), difference);
  }

  /** The model first, then the baselines, then the attainable. */
  static List<Contender> all(Run run) {
    List<Contender> all = new ArrayList<>();
    all.add(model(run));
    all.addAll(baselines(run));
    attainable(run).ifPresent(all::add);
    return all;
  }

  /** The baseline with the best value of a metric. */
  static Optional<Contender> best(List<Contender> baselines, Metric metric) {
    return baselines.stream()
        .filter(b -> b.value(metric).isPresent())
        .reduce((one, other) -> other.beats(one, metric) ? other : one);
  }

  /** Where its figures stand within an element that has figures of everybody. */
  String path() {
    return key.equals(MODEL) || key.equals(ATTAINABLE) ? key : "baselines." + key;
  }

  boolean isBaseline() {
    return path().startsWith("baselines.");
  }

  /** The same, with its figures within an element that has figures of everybody. */
  Contender within(JsonNode element) {
    JsonNode figures = isBaseline() ? element.path("baselines").path(key) : element.path(key);
    return new Contender(key, name, role, figures);
  }

  /** Whether both have a metric, and this one the better value. */
  boolean beats(Contender other, Metric metric) {
    OptionalDouble own = value(metric);
    OptionalDouble theirs = other.value(metric);
    return own.isPresent()
        && theirs.isPresent()
        && metric.better(own.getAsDouble(), theirs.getAsDouble());
  }

  /** The name as the middle of a sentence has it. */
  String said() {
    return Names.hasArticle(key) ? "the " + name : name;
  }

  /** The metric as text; empty where there is none. */
  String text(Metric metric) {
    return Values.text(metrics, metric.path(), metric.unit());
  }

  OptionalDouble value(Metric metric) {
    return Values.number(metrics, metric.path());
  }

  /** The metric's 95 % interval, or null. */
  Interval interval(Metric metric) {
    return Values.interval(metrics, "intervals." + metric.path());
  }
}
