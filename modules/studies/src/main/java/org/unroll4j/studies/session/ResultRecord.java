package org.unroll4j.studies.session;

import java.util.LinkedHashMap;
import java.util.Map;
import org.unroll4j.studies.config.Configurations;
import org.unroll4j.studies.network.ModelConfig;
import org.unroll4j.studies.run.Provenance;
import org.unroll4j.studies.training.TrainingState;

/** Puts {@code result.json} together; {@code docs/result.md} says what every key means. */
final class ResultRecord {

  private static final String SCHEMA = "unroll4j.session/1";

  private final SessionConfig config;
  private final Map<String, Object> json = new LinkedHashMap<>();

  ResultRecord(SessionConfig config, Provenance provenance) {
    this.config = config;
    json.put("schema", SCHEMA);
    json.put("name", config.name());
    json.put("title", config.title());
    json.put("task", task());
    json.put("provenance", provenance);
    json.put("configuration", Configurations.toYaml(config));
  }

  Map<String, Object> json() {
    return json;
  }

  private Map<String, Object> task() {
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("kind", config.labels().kind().word());
    if (config.labels().kind() == LabelConfig.Kind.PURCHASE_WITHIN) {
      task.put("horizonMinutes", config.labels().horizonMinutes());
    }
    return task;
  }

  void putModel(long parameters, String engine) {
    ModelConfig model = config.model();
    Map<String, Object> section = new LinkedHashMap<>();
    section.put("cell", model.cell().word());
    section.put("implementation", model.implementation().word());
    section.put("layers", model.layers());
    section.put("hidden", model.hidden());
    section.put("bidirectional", model.bidirectional());
    section.put("parameters", parameters);
    section.put("engine", engine);
    json.put("model", section);
  }

  void putEvaluation(SessionEvaluation evaluation) {
    json.putAll(evaluation.json());
  }

  @SuppressWarnings("unchecked")
  void putValidation(Map<String, Object> metrics) {
    ((Map<String, Object>) json.get("metrics")).put("validation", metrics);
  }

  void putData(Map<String, Object> data) {
    json.put("data", data);
  }

  @SuppressWarnings("unchecked")
  void putLearning(TrainingState state) {
    Map<String, Object> curves = new LinkedHashMap<>();
    curves.put("learning", state.curve());
    curves.putAll((Map<String, Object>) json.get("curves"));
    json.put("curves", curves);
  }

  /**
   * Puts the times.
   *
   * @param events events of an epoch, without padding
   * @param updatesPerEpoch updates of an epoch
   */
  void putTiming(TrainingState state, long events, int updatesPerEpoch) {
    Map<String, Object> timing = new LinkedHashMap<>();
    timing.put("trainSeconds", state.seconds());
    timing.put("updates", state.update());
    timing.put("epochs", state.curve().size());
    double updatesPerSecond = state.update() / Math.max(state.seconds(), 1e-9);
    timing.put("updatesPerSecond", updatesPerSecond);
    timing.put("eventsPerSecond", updatesPerSecond * events / updatesPerEpoch);
    json.put("timing", timing);
  }

  @SuppressWarnings("unchecked")
  void putSeconds(String key, double seconds) {
    ((Map<String, Object>) json.computeIfAbsent("timing", k -> new LinkedHashMap<>()))
        .put(key, seconds);
  }
}
