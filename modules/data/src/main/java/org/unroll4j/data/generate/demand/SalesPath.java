package org.unroll4j.data.generate.demand;

import org.unroll4j.data.generate.demand.RandomStream.Purpose;

/**
 * What happened to a series. Before the first step of the series all is zero.
 *
 * @param sales items sold at each step
 * @param stockout whether the shelf was, or ran, empty
 */
record SalesPath(int[] sales, boolean[] stockout) {

  /** The one history of the series that is in the data set. */
  static SalesPath of(DemandSizes sizes, SeriesPlan plan) {
    RandomStream random = new RandomStream(sizes.seed(), Purpose.SALES, plan.place(sizes));
    SalesPath path = new SalesPath(new int[sizes.steps()], new boolean[sizes.steps()]);
    Walk walk = new Walk(plan, Momentum.AT_REST, false, random);
    for (int t = plan.first(); t < path.sales.length; t++) {
      int demand = walk.next(t);
      path.stockout[t] = walk.isShort();
      path.sales[t] = Math.min(demand, walk.left());
    }
    return path;
  }

  /** The sales, NaN where the demand was not seen. */
  float[] seen(int first) {
    float[] seen = new float[sales.length];
    for (int t = 0; t < seen.length; t++) {
      seen[t] = t < first || stockout[t] ? Float.NaN : sales[t];
    }
    return seen;
  }
}
