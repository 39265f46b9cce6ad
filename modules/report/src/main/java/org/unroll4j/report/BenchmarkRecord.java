package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * The record of a benchmark, schema {@code unroll4j.benchmarks/1}.
 *
 * @param json the record
 */
record BenchmarkRecord(JsonNode json) {

  static final String SCHEMA = "unroll4j.benchmarks/1";

  /** The entrant with which all others are compared. */
  static final String OURS = "vector";

  private static final String FLOOR = "floor";

  /** One entrant's times at one work. */
  record Measurement(JsonNode json) {

    String work() {
      return Values.text(json, "work");
    }

    String who() {
      return Values.text(json, "who");
    }

    String label() {
      return Values.text(json, "label");
    }

    double milliseconds() {
      return Values.number(json, "medianMs").orElse(Double.NaN);
    }

    boolean isFloor() {
      return who().equals(FLOOR);
    }

    /** What is done, in words. */
    String title() {
      return "%s, %s N=%s T=%s F=%s H=%s%s"
          .formatted(
              Names.capital(Values.text(json, "kind")),
              Values.text(json, "cell"),
              Values.text(json, "batch"),
              Values.text(json, "steps"),
              Values.text(json, "inputs"),
              Values.text(json, "hidden"),
              json.path("ragged").asBoolean() ? ", ragged" : "");
    }
  }

  List<Measurement> measurements() {
    return Values.elements(json, "measurements").stream().map(Measurement::new).toList();
  }

  /** The works in the order in which they were done. */
  List<String> works() {
    return measurements().stream().map(Measurement::work).distinct().toList();
  }

  /** The measurements of one work. */
  List<Measurement> of(String work) {
    return measurements().stream().filter(one -> one.work().equals(work)).toList();
  }

  /** The title of a work, or its name where nothing was measured. */
  String title(String work) {
    if (work.equals("sweeps")) {
      return "The slowest size of the sweeps";
    }
    return of(work).stream().findFirst().map(Measurement::title).orElse(work);
  }

  /** The name of an entrant as a reader knows it. */
  String label(String who) {
    return measurements().stream()
        .filter(one -> one.who().equals(who))
        .findFirst()
        .map(Measurement::label)
        .orElse(who);
  }

  /** How an entrant did at a work. */
  Optional<Measurement> of(String work, String who) {
    return of(work).stream().filter(one -> one.who().equals(who)).findFirst();
  }
}
