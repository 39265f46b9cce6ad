package org.unroll4j.studies.demand.baselines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.unroll4j.data.series.SeriesTable;

/** Learns a {@link FeatureState} from the steps before the end of training. */
final class FeatureFit {

  /** Covariates are measured on about so many series, evenly chosen. */
  private static final int SERIES_OF_COVARIATES = 400;

  /** The floor of the scale as a share of the unit, so that one sale is not infinitely many. */
  private static final double FLOOR_PER_UNIT = 0.04;

  /** The same as a share of the mean, for values that have no unit. */
  private static final double FLOOR_PER_MEAN = 1e-3;

  private static final int SECONDS_PER_DAY = 86_400;
  private static final int DAYS_OF_A_YEAR = 365;

  private final SeriesTable table;
  private final int[] trainEnd;
  private final double[] means;
  private double absolute;
  private boolean negative;

  private FeatureFit(SeriesTable table, int[] trainEnd) {
    this.table = table;
    this.trainEnd = trainEnd;
    this.means = new double[table.size()];
  }

  static FeatureState fit(SeriesTable table, int[] trainEnd, int horizon) {
    FeatureFit fit = new FeatureFit(table, trainEnd);
    fit.readValues();
    return fit.state(horizon);
  }

  private void readValues() {
    long known = 0;
    for (int s = 0; s < means.length; s++) {
      double sum = 0;
      int count = 0;
      for (float value : table.values(s, table.first(s), Math.max(table.first(s), trainEnd[s]))) {
        if (!Float.isNaN(value)) {
          sum += value;
          absolute += Math.abs(value);
          negative |= value < 0;
          count++;
        }
      }
      means[s] = count == 0 ? Double.NaN : sum / count;
      known += count;
    }
    absolute = known == 0 ? 0 : absolute / known;
  }

  private FeatureState state(int horizon) {
    List<Covariate> known = new ArrayList<>();
    for (int c = 0; c < table.knownNames().size(); c++) {
      int covariate = c;
      known.add(covariate(table.knownNames().get(c), (s, t) -> table.known(covariate, s, t)));
    }
    List<Covariate> past = new ArrayList<>();
    for (int c = 0; c < table.pastNames().size(); c++) {
      int covariate = c;
      past.add(covariate(table.pastNames().get(c), (s, t) -> table.past(covariate, s, t)));
    }
    List<StaticRanks> statics = new ArrayList<>();
    for (int c = 0; c < table.staticNames().size(); c++) {
      statics.add(StaticRanks.fit(table, c, means));
    }
    return new FeatureState(
        horizon,
        Seasons.of(table.frequency()),
        table.unit(),
        floor(),
        !negative,
        years(),
        table.hasStockouts(),
        known,
        past,
        statics);
  }

  private double floor() {
    if (table.unit() > 0) {
      return FLOOR_PER_UNIT * table.unit();
    }
    return absolute > 0 ? FLOOR_PER_MEAN * absolute : 1;
  }

  private boolean years() {
    long steps = Arrays.stream(trainEnd).max().orElse(0);
    return steps * table.frequency().seconds() >= (long) DAYS_OF_A_YEAR * SECONDS_PER_DAY;
  }

  /** A covariate of a series at a step. */
  private interface Values {
    float at(int series, int step);
  }

  private Covariate covariate(String name, Values values) {
    int every = Math.max(1, table.size() / SERIES_OF_COVARIATES);
    double sum = 0;
    double squares = 0;
    long count = 0;
    for (int s = 0; s < table.size(); s += every) {
      for (int t = table.first(s); t < trainEnd[s]; t++) {
        double value = values.at(s, t);
        if (!Double.isNaN(value)) {
          sum += value;
          squares += value * value;
          count++;
        }
      }
    }
    double mean = count == 0 ? 0 : sum / count;
    double variance = count == 0 ? 0 : squares / count - mean * mean;
    boolean varies = variance > 1e-10 * (1 + mean * mean);
    return new Covariate(name, mean, varies ? Math.sqrt(variance) : 1);
  }
}
