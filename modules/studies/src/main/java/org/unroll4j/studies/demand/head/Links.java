package org.unroll4j.studies.demand.head;

/**
 * From an output of the network, any number z, to a parameter within bounds; smooth, increasing,
 * finite.
 *
 * <pre>{@code
 * positive      g(z) = 10⁻⁶ + s·M/(s + M),  s = softplus(z + c),  M = 1000,  g(0) = 1
 * bounded       m(z) = M·tanh(z/M)
 * dispersion    log α(z) = B·tanh(z/B),  B = log 1000
 * probability   π(z) = 10⁻⁶ + (1 − 2·10⁻⁶)·σ(z)
 * }</pre>
 */
final class Links {

  private static final double LEAST = 1e-6;
  private static final double MOST = 1000;
  private static final double LOG_MOST = Math.log(MOST);
  private static final double SHIFT = shift();

  private Links() {}

  /** c, so that g(0) = 1. */
  private static double shift() {
    double g = 1 - LEAST;
    return Math.log(Math.expm1(g * MOST / (MOST - g)));
  }

  static double positive(double z) {
    return positive(z, new double[1], 0);
  }

  /** g(z); its slope is written into an array: both need one and the same exponential. */
  static double positive(double z, double[] slopes, int i) {
    double x = z + SHIFT;
    double e = Math.exp(-Math.abs(x));
    double softplus = Math.max(x, 0) + Math.log1p(e);
    double share = MOST / (softplus + MOST);
    slopes[i] = (x >= 0 ? 1 : e) / (1 + e) * share * share;
    return LEAST + softplus * share;
  }

  static double bounded(double z) {
    return MOST * Math.tanh(z / MOST);
  }

  static double boundedSlope(double z) {
    return oneMinusSquare(Math.tanh(z / MOST));
  }

  static double logDispersion(double z) {
    return LOG_MOST * Math.tanh(z / LOG_MOST);
  }

  static double logDispersionSlope(double z) {
    return oneMinusSquare(Math.tanh(z / LOG_MOST));
  }

  static double probability(double z) {
    return LEAST + (1 - 2 * LEAST) * sigmoid(z);
  }

  static double probabilitySlope(double z) {
    return (1 - 2 * LEAST) * sigmoid(z) * sigmoid(-z);
  }

  private static double sigmoid(double z) {
    double e = Math.exp(-Math.abs(z));
    return (z >= 0 ? 1 : e) / (1 + e);
  }

  private static double oneMinusSquare(double t) {
    return (1 - t) * (1 + t);
  }
}
