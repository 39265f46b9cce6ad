package org.unroll4j.data.generate.demand;

/** Adds up what a card says about its data. */
final class DemandSummary {
  private static final int DAYS_JUDGED = 7;

  private long rows;
  private long items;
  private long zeros;
  private long stockouts;
  private final Score attainable = new Score();
  private final Score withoutSales = new Score();

  /** Errors of a forecast in the hours that are judged. */
  static final class Score {
    private long hours;
    private double total;
    private double absolute;
    private double squared;

    private void add(int actual, int median, double mean) {
      hours++;
      total += actual;
      absolute += Math.abs(actual - median);
      squared += (actual - mean) * (actual - mean);
    }

    /** Σ|y − median| / Σy. */
    double wape() {
      return absolute / total;
    }

    /** √(Σ(y − mean)² / hours). */
    double rmse() {
      return Math.sqrt(squared / hours);
    }
  }

  void add(SeriesPlan plan, SalesPath path) {
    int judgedFrom = path.sales().length - DAYS_JUDGED * SalesCalendar.HOURS_PER_DAY;
    double[] momentum = Momentum.STANDARD.path(plan, path.seen(plan.first()));
    for (int t = plan.first(); t < path.sales().length; t++) {
      int sale = path.sales()[t];
      rows++;
      items += sale;
      zeros += sale == 0 ? 1 : 0;
      stockouts += path.stockout()[t] ? 1 : 0;
      if (t >= judgedFrom && !path.stockout()[t]) {
        judge(attainable, plan, plan.base()[t] * momentum[t], sale);
        judge(withoutSales, plan, plan.base()[t], sale);
      }
    }
  }

  private static void judge(Score score, SeriesPlan plan, double expected, int sale) {
    score.add(sale, plan.product().category().law().quantile(expected, 0.5), expected);
  }

  long rows() {
    return rows;
  }

  long items() {
    return items;
  }

  double zeroShare() {
    return (double) zeros / rows;
  }

  double stockoutShare() {
    return (double) stockouts / rows;
  }

  /** Of the true median and mean, given all sales before the hour. */
  Score attainable() {
    return attainable;
  }

  /** Of the law of an hour before which all went as expected: calendar, promotion and weather. */
  Score withoutSales() {
    return withoutSales;
  }
}
