package org.unroll4j.studies.demand;

import java.nio.file.Path;
import java.util.List;
import org.unroll4j.data.generate.demand.DemandGenerator;
import org.unroll4j.data.generate.demand.DemandSizes;
import org.unroll4j.studies.config.Configurations;

/** Small generated data and configurations for tests. */
final class TinyDemand {

  private static final String TEXT =
      """
      study: demand
      name: tiny
      title: A study for tests
      seed: 11
      data:
        path: '%s'
        columns:
          keys: [store, product]
          time: time
          value: sales
          static: [product, category]
          known: [promotion, temperature]
          stockout: stockout
      forecast: {horizon: 1, context: 13, head: negativeBinomial, stockouts: censored, paths: 7}
      split: {validation: 24, test: 29, stride: 7}
      model: {cell: gru, hidden: 5, embedding: 3, dropout: 0.1}
      training:
        epochs: 2
        batchSize: 16
        windowsPerEpoch: 90
        learningRate: 0.02
        checkpointSeconds: 0
        refit: true
      evaluation: {baselines: false, fans: 3, anomalies: 20}
      """;

  private TinyDemand() {}

  /** Writes two stores with three products over twelve days, with its card. */
  static Path data(Path folder) {
    Path csv = folder.resolve("tiny.csv.gz");
    DemandGenerator.write(csv, new DemandSizes(2, 3, 12, 5));
    return csv;
  }

  /** A configuration for the data. */
  static DemandConfig config(Path csv, String... overrides) {
    return Configurations.parse(
        TEXT.formatted(csv), "tiny.yaml", DemandConfig.class, List.of(overrides));
  }
}
