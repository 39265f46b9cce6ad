package org.unroll4j.data.generate.demand;

import java.util.ArrayList;
import java.util.List;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.generate.demand.RandomStream.Purpose;

/** What can be known about the demand of one series after each of its hours. */
final class DemandOutlook {
  private final DemandSizes sizes;
  private final SeriesPlan plan;
  private final boolean[] stockout;
  private final double[] momentum;

  /**
   * An outlook on a series.
   *
   * @param seen its sales from step 0 on; NaN where the demand was not seen
   * @param stockout where the shelf was empty
   */
  DemandOutlook(DemandSizes sizes, SeriesPlan plan, float[] seen, boolean[] stockout) {
    this.sizes = sizes;
    this.plan = plan;
    this.stockout = stockout;
    this.momentum = Momentum.STANDARD.path(plan, seen);
  }

  /** λ of the hour that is h ≥ 1 hours after a step, given the sales up to that step. */
  double expected(int step, int h) {
    return plan.base()[step + h] * Momentum.STANDARD.expected(momentum[step + 1], h - 1);
  }

  /** The law of the demand in the hour after a step, given the sales up to it. Exact. */
  Distribution nextHour(int step) {
    return plan.product().category().law().of(expected(step, 1));
  }

  /**
   * The laws of the demand in the hours after a step. The first is exact; of the others the mean
   * is, and the probabilities are averages over paths.
   */
  List<Distribution> after(int step, int hours) {
    List<Distribution> laws = new ArrayList<>();
    laws.add(nextHour(step));
    if (hours > 1) {
      DemandPaths paths = new DemandPaths(plan, hours);
      long place = plan.place(sizes) * sizes.steps() + step;
      RandomStream random = new RandomStream(sizes.seed(), Purpose.PATHS, place);
      for (int i = 0; i < DemandOracle.PATHS; i++) {
        paths.add(new Walk(plan, momentum[step + 1], stockout[step], random), step);
      }
      for (int h = 2; h <= hours; h++) {
        laws.add(new SimulatedDemand(expected(step, h), paths.sample(h)));
      }
    }
    return laws;
  }
}
