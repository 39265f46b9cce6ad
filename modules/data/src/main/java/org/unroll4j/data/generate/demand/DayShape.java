package org.unroll4j.data.generate.demand;

/** How much of an average hour's demand falls on each hour of the day; 24 factors with mean 1. */
final class DayShape {
  private static final double[] CENTRES = {8, 12.5, 18.5};
  private static final double[] WIDTHS = {1.5, 1.5, 2.5};
  private static final double AT_NIGHT = 0.02;

  private DayShape() {}

  /**
   * Three bell-shaped peaks on a little that is always there.
   *
   * @param peaks heights in the morning, at noon and in the evening
   * @param busy factors on these heights, those of the store
   */
  static double[] of(double[] peaks, double[] busy) {
    double[] shape = new double[SalesCalendar.HOURS_PER_DAY];
    double sum = 0;
    for (int hour = 0; hour < shape.length; hour++) {
      shape[hour] = AT_NIGHT;
      for (int i = 0; i < CENTRES.length; i++) {
        double away = (hour - CENTRES[i]) / WIDTHS[i];
        shape[hour] += peaks[i] * busy[i] * StrictMath.exp(-away * away / 2);
      }
      sum += shape[hour];
    }
    for (int hour = 0; hour < shape.length; hour++) {
      shape[hour] *= shape.length / sum;
    }
    return shape;
  }
}
