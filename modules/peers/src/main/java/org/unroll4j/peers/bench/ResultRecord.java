package org.unroll4j.peers.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The figures of a run as plain values: what {@code result.json} holds. */
final class ResultRecord {

  private static final String SCHEMA = "unroll4j.benchmarks/1";

  private ResultRecord() {}

  static Map<String, Object> of(
      Map<String, Object> provenance, Map<String, Map<String, String>> facts, List<Outcome> done) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("schema", SCHEMA);
    result.put("provenance", provenance);
    result.put("entrants", facts);
    List<Object> measurements = new ArrayList<>();
    List<Object> absent = new ArrayList<>();
    for (Outcome outcome : done) {
      outcome.timings().keySet().forEach(who -> measurements.add(measurement(outcome, who)));
      outcome
          .absent()
          .forEach(
              (who, reason) ->
                  absent.add(
                      Map.of("work", outcome.work().name(), "who", who.id(), "reason", reason)));
    }
    result.put("measurements", measurements);
    result.put("absent", absent);
    return result;
  }

  private static Map<String, Object> measurement(Outcome outcome, Entrant who) {
    Timings timings = outcome.timings().get(who);
    Quartiles time = timings.milliseconds();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("work", outcome.work().name());
    values.put("title", outcome.work().title());
    values.put("who", who.id());
    values.put("label", who.label());
    values.put("medianMs", time.median());
    values.put("quartilesMs", List.of(time.low(), time.high()));
    values.put("rounds", timings.rounds());
    values.put("repetitions", timings.repetitions());
    values.put("gflops", outcome.work().flops() / time.median() / 1e6);
    ratio(outcome, who, Entrant.OURS, false)
        .ifPresent(
            ratio -> {
              values.put("ratioToOurs", ratio.median());
              values.put("ratioQuartiles", List.of(ratio.low(), ratio.high()));
            });
    ratio(outcome, who, Entrant.FLOOR, true)
        .ifPresent(share -> values.put("shareOfFloor", share.median()));
    Long allocated = outcome.allocated().get(who);
    if (allocated != null) {
      values.put("allocatedBytes", allocated);
    }
    return values;
  }

  private static Optional<Quartiles> ratio(
      Outcome outcome, Entrant who, String base, boolean inverse) {
    Timings timings = outcome.timings().get(who);
    return outcome.timings().entrySet().stream()
        .filter(entry -> entry.getKey().id().equals(base))
        .findFirst()
        .flatMap(
            entry ->
                inverse ? entry.getValue().ratioTo(timings) : timings.ratioTo(entry.getValue()));
  }
}
