package org.unroll4j.studies.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.unroll4j.data.generate.SessionGenerator;
import org.unroll4j.studies.config.Configurations;

/** Small generated data and configurations for tests. */
public final class TinyStudy {

  private static final String TEXT =
      """
      name: tiny
      title: A study for tests
      seed: 11
      data:
        path: '%s'
        columns:
          session: session_id
          user: user_id
          time: event_time
          type: event_type
          numeric: [price]
      labels:
        kind: purchaseWithin
      split: {by: time, train: 0.6, validation: 0.2, test: 0.2}
      features: {log1p: [price], maxEvents: 40}
      model: {cell: lstm, hidden: 7, embedding: 3}
      training: {epochs: 2, batchSize: 16, learningRate: 0.02, checkpointSeconds: 0}
      evaluation: {baselines: false, bootstrap: 20, sessions: 6}
      """;

  private TinyStudy() {}

  /** Writes a data set with its card. */
  public static Path data(Path folder, int sessions) {
    Path csv = folder.resolve("tiny.csv.gz");
    SessionGenerator.write(csv, sessions, 3);
    return csv;
  }

  /** A configuration for the data. */
  public static SessionConfig config(Path csv, String... overrides) {
    return Configurations.parse(
        TEXT.formatted(csv), "tiny.yaml", SessionConfig.class, List.of(overrides));
  }

  /** A configuration with one label per session. */
  public static SessionConfig perSession(Path csv, String... overrides) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "labels.kind=sessionLabel",
                "labels.column=converted",
                "labels.positive='yes'",
                "labels.cutBefore=[purchase, leave]"));
    all.addAll(List.of(overrides));
    return config(csv, all.toArray(String[]::new));
  }
}
