package org.unroll4j.data.generate.demand;

/** Draws demand hour by hour, from any moment on. */
final class Walk {
  private final SeriesPlan plan;
  private final Shelf shelf;
  private final RandomStream random;
  private double momentum;
  private boolean isShort;
  private int left;

  /**
   * A walk that goes on after some step.
   *
   * @param momentum the factor m of the next step
   * @param isShort whether the shelf was empty at the step before
   */
  Walk(SeriesPlan plan, double momentum, boolean isShort, RandomStream random) {
    this.plan = plan;
    this.momentum = momentum;
    this.shelf = new Shelf(plan, isShort);
    this.random = random;
  }

  /** Expected demand at the next step. */
  double expected(int step) {
    return plan.base()[step] * momentum;
  }

  /** Demand at the next step, whether it could be sold or not. */
  int next(int step) {
    double base = plan.base()[step];
    isShort = shelf.isShort(step, random);
    left = isShort ? shelf.left(expected(step), random) : Integer.MAX_VALUE;
    int demand = plan.product().category().law().quantile(expected(step), random.uniform());
    momentum =
        isShort
            ? Momentum.STANDARD.unseen(momentum)
            : Momentum.STANDARD.after(momentum, base, demand);
    return demand;
  }

  boolean isShort() {
    return isShort;
  }

  /** How many could be sold at that step. */
  int left() {
    return left;
  }
}
