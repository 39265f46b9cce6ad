package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of studies, and by what their runs are judged. */
enum Study {
  /** What somebody does within a session. */
  SESSION("unroll4j.session/1", "Log loss", Metric.SESSION, Metric.AUC, Metric.LOG_LOSS),
  /** How much is sold. */
  DEMAND(
      "unroll4j.demand/1",
      "Loss",
      Stream.of(Metric.POINTS, Metric.RANGES).flatMap(List::stream).toList(),
      Metric.WAPE,
      Metric.WQL);

  private final String schema;
  private final String loss;
  private final List<Metric> metrics;
  private final Metric main;
  private final Metric distribution;

  Study(String schema, String loss, List<Metric> metrics, Metric main, Metric distribution) {
    this.schema = schema;
    this.loss = loss;
    this.metrics = metrics;
    this.main = main;
    this.distribution = distribution;
  }

  /** The study with this record's schema. */
  static Optional<Study> of(JsonNode json) {
    String schema = Values.text(json, "schema");
    return Stream.of(values()).filter(study -> study.schema.equals(schema)).findFirst();
  }

  String schema() {
    return schema;
  }

  /** What training makes small. */
  String loss() {
    return loss;
  }

  /** All metrics, in the order of tables. */
  List<Metric> metrics() {
    return metrics;
  }

  /** By which runs are ranked. */
  Metric main() {
    return main;
  }

  /** By which probabilities are judged as such. */
  Metric distribution() {
    return distribution;
  }

  /** What is counted in the test part; there is no judging two runs where it differs. */
  List<String> counts() {
    return this == SESSION ? List.of("predictions", "positives") : List.of("targets");
  }
}
