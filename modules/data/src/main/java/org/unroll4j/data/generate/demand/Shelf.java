package org.unroll4j.data.generate.demand;

/**
 * When shelves run empty. An episode begins in any open hour with a probability that depends on the
 * store, the hour and promotion, never on the demand of the hour or of later ones, and lasts until
 * midnight. In its first hour something may be left, afterwards nothing.
 */
final class Shelf {
  private static final double BY_DAY = 0.006;
  private static final double IN_THE_EVENING = 0.02;
  private static final int MORNING = 10;
  private static final int EVENING = 16;
  private static final int LATE = 22;
  private static final double UNDER_PROMOTION = 2.5;
  private static final double LARGEST_SHARE_LEFT = 0.5;

  private final SeriesPlan plan;
  private boolean empty;
  private boolean begins;

  Shelf(SeriesPlan plan) {
    this.plan = plan;
  }

  /** A shelf in the middle of an episode, or outside of one. */
  Shelf(SeriesPlan plan, boolean empty) {
    this(plan);
    this.empty = empty;
  }

  /** Goes on to a step and says whether it is in an episode. */
  boolean isShort(int step, RandomStream random) {
    boolean goesOn = empty && SalesCalendar.hourOfDay(step) != 0;
    begins = !goesOn && random.happens(hazard(step));
    empty = goesOn || begins;
    return empty;
  }

  /** How many can be sold in an hour of an episode, at most half of what is expected. */
  int left(double expected, RandomStream random) {
    return begins ? (int) (random.uniform(0, LARGEST_SHARE_LEFT) * expected) : 0;
  }

  private double hazard(int step) {
    int hour = SalesCalendar.hourOfDay(step);
    if (hour < MORNING || hour >= LATE) {
      return 0;
    }
    double usual = hour < EVENING ? BY_DAY : IN_THE_EVENING;
    return usual * plan.store().carelessness() * (plan.promotion()[step] ? UNDER_PROMOTION : 1);
  }
}
