package org.unroll4j.data.generate.demand;

import org.unroll4j.data.generate.demand.RandomStream.Purpose;

/**
 * The weather at a store, hour by hour, in tenths as it stands in the file. It is known in advance:
 * a forecast without error. Temperature is the season, the hour of day and an autoregression of
 * first order; rain comes and goes as a Markov chain of two states.
 *
 * @param temperature tenths of °C
 * @param rain tenths of mm in the hour
 */
record Weather(int[] temperature, int[] rain) {
  private static final double MEAN = 11;
  private static final double SEASON = 9;
  private static final double COLDEST_DAY = 20;
  private static final double DAY = 4;
  private static final double WARMEST_HOUR = 15;
  private static final double PERSISTENCE = 0.97;
  private static final double SPREAD = 3.5;
  private static final double RAIN_BEGINS = 0.02;
  private static final double RAIN_ENDS = 0.2;
  private static final double MEAN_RAIN = 1.2;
  private static final int TENTHS = 10;

  static Weather of(DemandSizes sizes, int store) {
    RandomStream random = new RandomStream(sizes.seed(), Purpose.WEATHER, store);
    int[] temperature = new int[sizes.steps()];
    int[] rain = new int[sizes.steps()];
    double shock = SPREAD * StrictMath.sqrt(1 - PERSISTENCE * PERSISTENCE);
    double deviation = SPREAD * random.normal();
    boolean wet = random.happens(RAIN_BEGINS / (RAIN_BEGINS + RAIN_ENDS));
    for (int t = 0; t < temperature.length; t++) {
      temperature[t] = (int) Math.round(TENTHS * (usual(t) + deviation));
      rain[t] = wet ? 1 + (int) Math.round(TENTHS * MEAN_RAIN * random.exponential()) : 0;
      deviation = PERSISTENCE * deviation + shock * random.normal();
      wet = random.happens(wet ? 1 - RAIN_ENDS : RAIN_BEGINS);
    }
    return new Weather(temperature, rain);
  }

  private static double usual(int step) {
    double year = 2 * Math.PI * (SalesCalendar.dayOfYear(step) - COLDEST_DAY) / 365;
    double day = 2 * Math.PI * (SalesCalendar.hourOfDay(step) - WARMEST_HOUR) / 24;
    return MEAN - SEASON * StrictMath.cos(year) + DAY * StrictMath.cos(day);
  }

  double celsius(int step) {
    return temperature[step] / (double) TENTHS;
  }

  double millimetres(int step) {
    return rain[step] / (double) TENTHS;
  }
}
