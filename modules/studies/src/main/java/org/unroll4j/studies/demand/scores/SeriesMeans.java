package org.unroll4j.studies.demand.scores;

/** Metrics that are means over series, each series counting alike. */
final class SeriesMeans {

  private final TrainingScale scale;
  private double symmetric;
  private int series;
  private double mase;
  private double rmsse;
  private int scaled;

  SeriesMeans(TrainingScale scale) {
    this.scale = scale;
  }

  void add(int s, Sums sums) {
    symmetric += sums.symmetricErrors / sums.targets;
    series++;
    if (scale.scales(s)) {
      mase += sums.absoluteErrors / sums.targets / scale.absolute()[s];
      rmsse += Math.sqrt(sums.squaredErrors / sums.targets / scale.squared()[s]);
      scaled++;
    }
  }

  void putInto(DemandMetrics metrics) {
    metrics.ratio(DemandMetric.SMAPE, symmetric, series);
    metrics.ratio(DemandMetric.MASE, mase, scaled);
    metrics.ratio(DemandMetric.RMSSE, rmsse, scaled);
  }
}
