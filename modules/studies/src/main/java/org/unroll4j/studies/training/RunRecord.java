package org.unroll4j.studies.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.unroll4j.studies.config.Configurations;
import org.unroll4j.studies.network.ModelConfig;
import org.unroll4j.studies.run.Provenance;

/**
 * Puts {@code result.json} together; {@code docs/result.md} says what every key means. These are
 * the keys that all studies have.
 */
public final class RunRecord {

  private final Map<String, Object> json = new LinkedHashMap<>();

  /**
   * What a study is.
   *
   * @param schema name and version of the keys
   * @param name of the configuration
   * @param title one sentence that says what is predicted
   * @param task what exactly is predicted
   */
  public record Study(String schema, String name, String title, Map<String, Object> task) {}

  /** A record without figures. */
  public RunRecord(Study study, Record configuration, Provenance provenance) {
    json.put("schema", study.schema());
    json.put("name", study.name());
    json.put("title", study.title());
    json.put("task", study.task());
    json.put("provenance", provenance);
    json.put("configuration", Configurations.toYaml(configuration));
  }

  /** Everything so far. */
  public Map<String, Object> json() {
    return json;
  }

  /** Puts a key of the study's own. */
  public void put(String key, Object value) {
    json.put(key, value);
  }

  /** Puts several. */
  public void putAll(Map<String, Object> more) {
    json.putAll(more);
  }

  /** A section, which is made if it is not there. */
  @SuppressWarnings("unchecked")
  public Map<String, Object> section(String key) {
    return (Map<String, Object>) json.computeIfAbsent(key, k -> new LinkedHashMap<>());
  }

  /** Puts what the network is. */
  public void putModel(ModelConfig model, long parameters, String engine) {
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

  /** Puts the learning curve, before other curves. */
  public void putLearning(TrainingState state) {
    Map<String, Object> curves = new LinkedHashMap<>();
    curves.put("learning", state.curve());
    curves.putAll(section("curves"));
    json.put("curves", curves);
  }

  /** Puts the times of training. */
  public void putTiming(TrainingState state) {
    Map<String, Object> timing = new LinkedHashMap<>();
    timing.put("trainSeconds", state.seconds());
    timing.put("updates", state.update());
    timing.put("epochs", state.curve().size());
    timing.put("updatesPerSecond", updatesPerSecond(state));
    json.put("timing", timing);
  }

  /**
   * Puts how many of something training looked at in a second, checkpoints and validation included.
   *
   * @param key such as {@code eventsPerSecond}
   * @param perUpdate how many of it an update looks at, on average
   */
  public void putTrainingRate(String key, TrainingState state, double perUpdate) {
    section("timing").put(key, updatesPerSecond(state) * perUpdate);
  }

  private static double updatesPerSecond(TrainingState state) {
    return state.update() / Math.max(state.seconds(), 1e-9);
  }

  /** Puts another time. */
  public void putSeconds(String key, double seconds) {
    section("timing").put(key, seconds);
  }
}
