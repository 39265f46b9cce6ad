package org.unroll4j.studies.demand.baselines;

/**
 * Statistics of the values that stand where a target stands in its season, in units of the scale;
 * NaN where nothing is known.
 *
 * @param mean of all of them within the span
 * @param recent mean of the newest seven
 * @param deviation mean absolute deviation from the mean
 * @param zeroShare share of zeros
 * @param sellable mean of those that were not out of stock
 */
record PhaseStatistics(
    double mean, double recent, double deviation, double zeroShare, double sellable) {

  private static final int RECENT = 7;

  /** Those of the target h steps after the origin, with a season of {@code period} steps. */
  static PhaseStatistics of(Recent recent, int h, int period) {
    int nearest = Past.periodsBack(h, period) * period - h;
    Sum all = new Sum();
    Sum newest = new Sum();
    Sum zeros = new Sum();
    Sum sellable = new Sum();
    for (int back = nearest; back < recent.span(); back += period) {
      double value = recent.back(back);
      all.add(value);
      zeros.add(Double.isNaN(value) ? value : value == 0 ? 1 : 0);
      if (back < nearest + RECENT * period) {
        newest.add(value);
      }
      if (!recent.stockoutBack(back)) {
        sellable.add(value);
      }
    }
    double mean = all.mean();
    Sum deviation = new Sum();
    for (int back = nearest; back < recent.span(); back += period) {
      deviation.add(Math.abs(recent.back(back) - mean));
    }
    return new PhaseStatistics(
        mean, newest.mean(), deviation.mean(), zeros.mean(), sellable.mean());
  }

  /** A sum that skips NaN. */
  private static final class Sum {
    private double sum;
    private int count;

    void add(double value) {
      if (!Double.isNaN(value)) {
        sum += value;
        count++;
      }
    }

    double mean() {
      return count == 0 ? Double.NaN : sum / count;
    }
  }
}
