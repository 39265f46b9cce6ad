package org.unroll4j.data.generate.demand;

/**
 * What products of a kind have in common. The shape of the day is made of a morning, a noon and an
 * evening peak; the other numbers are logarithms of factors, apart from the last two.
 */
enum Category {
  BAKERY(4.0, peaks(1.0, 0.35, 0.3), new Effects(0.25, -0.05, -0.15, -0.4, 0.35), 0.08, 0),
  FRUIT(3.0, peaks(0.35, 0.4, 0.9), new Effects(0.1, 0.15, -0.15, -0.2, 0.5), 0.12, 0),
  DAIRY(2.0, peaks(0.6, 0.2, 0.8), new Effects(0.05, 0.0, -0.05, -0.3, 0.4), 0.07, 0),
  DRINKS(5.0, peaks(0.1, 0.5, 1.0), new Effects(0.3, 0.4, -0.25, 0.4, 0.65), 0.15, 0),
  MEALS(1.0, peaks(0.05, 1.0, 0.7), new Effects(-0.25, -0.1, 0.2, -0.3, 0.45), 0.2, 0),
  HOUSEHOLD(0.15, peaks(0.2, 0.5, 0.6), new Effects(0.2, 0.0, -0.1, -0.5, 0.5), 0.5, 0.25);

  /**
   * Logarithms of factors.
   *
   * @param weekend on Saturday; half of it on Friday and Sunday
   * @param warmth for each 10 °C above 12 °C
   * @param rain in the heaviest rain
   * @param holiday on a holiday
   * @param promotion under promotion, for the average product
   */
  record Effects(double weekend, double warmth, double rain, double holiday, double promotion) {}

  private final double level;
  private final double[] peaks;
  private final Effects effects;
  private final DemandLaw law;

  Category(double level, double[] peaks, Effects effects, double dispersion, double idleShare) {
    this.level = level;
    this.peaks = peaks;
    this.effects = effects;
    this.law = new DemandLaw(dispersion, idleShare);
  }

  static Category of(int product) {
    return values()[product % values().length];
  }

  /** Items per hour of the typical product in the typical store. */
  double level() {
    return level;
  }

  /** Heights of the peaks in the morning, at noon and in the evening. */
  double[] peaks() {
    return peaks.clone();
  }

  Effects effects() {
    return effects;
  }

  DemandLaw law() {
    return law;
  }

  private static double[] peaks(double morning, double noon, double evening) {
    return new double[] {morning, noon, evening};
  }
}
