package org.unroll4j.peers.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.unroll4j.peers.work.Work;

/** The figures of a run as plain values: what {@code result.json} holds. */
final class ResultRecord {

  static final String SCHEMA = "unroll4j.benchmarks/1";

  private ResultRecord() {}

  static Map<String, Object> of(
      Map<String, Object> provenance,
      Map<String, Map<String, String>> entrants,
      List<Outcome> outcomes) {
    List<Map<String, Object>> measurements = new ArrayList<>();
    List<Map<String, Object>> absent = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      outcome
          .timings()
          .keySet()
          .forEach(who -> measurements.add(measurement(outcome, who, entrants)));
      outcome
          .absent()
          .forEach((who, reason) -> absent.add(absence(outcome.work(), who, reason, false)));
      outcome
          .failures()
          .forEach((who, reason) -> absent.add(absence(outcome.work(), who, reason, true)));
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("schema", SCHEMA);
    result.put("measurements", measurements);
    result.put("targets", Targets.judge(measurements));
    result.put("absent", absent);
    result.put("entrants", entrants);
    result.put("provenance", provenance);
    return result;
  }

  private static Map<String, Object> absence(
      Work work, Entrant who, String reason, boolean failed) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("work", work.name());
    values.put("who", who.id());
    values.put("label", who.label());
    values.put("reason", reason);
    values.put("failed", failed);
    return values;
  }

  private static Map<String, Object> measurement(
      Outcome outcome, Entrant who, Map<String, Map<String, String>> entrants) {
    Work work = outcome.work();
    Timings timings = outcome.timings().get(who);
    Quartiles time = timings.milliseconds();
    Map<String, String> facts = entrants.getOrDefault(who.id(), Map.of());
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("work", work.name());
    values.put("kind", work.kind().label());
    values.put("cell", work.cell().label());
    values.put("batch", work.size().batch());
    values.put("steps", work.size().steps());
    values.put("inputs", work.size().inputs());
    values.put("hidden", work.size().hidden());
    values.put("ragged", work.size().ragged());
    values.put("who", who.id());
    values.put("label", who.label());
    values.put("engine", facts.getOrDefault("engine", ""));
    values.put("threads", facts.getOrDefault("threads", ""));
    values.put("medianMs", time.median());
    values.put("quartilesMs", List.of(time.low(), time.high()));
    values.put("rounds", timings.rounds());
    values.put("repetitions", timings.repetitions());
    values.put("gflops", work.flops() / time.median() / 1e6);
    timings(outcome, Entrant.OURS)
        .flatMap(timings::ratioTo)
        .ifPresent(
            ratio -> {
              values.put("ratioToOurs", ratio.median());
              values.put("ratioQuartiles", List.of(ratio.low(), ratio.high()));
            });
    timings(outcome, Entrant.FLOOR)
        .flatMap(floor -> floor.ratioTo(timings))
        .ifPresent(share -> values.put("shareOfFloor", share.median()));
    values.put("idleCpu", timings.idleCpu());
    Long allocated = outcome.allocated().get(who);
    if (allocated != null) {
      values.put("allocatedBytes", allocated);
    }
    return values;
  }

  /** The times of one entrant, if it took part. */
  static Optional<Timings> timings(Outcome outcome, String id) {
    return outcome.timings().entrySet().stream()
        .filter(entry -> entry.getKey().id().equals(id))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
