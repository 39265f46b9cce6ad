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
    double s = softplus(z + SHIFT);
    return LEAST + s * (MOST / (s + MOST));
  }

  static double positiveSlope(double z) {
    double share = MOST / (softplus(z + SHIFT) + MOST);
    return sigmoid(z + SHIFT) * share * share;
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

  private static double softplus(double z) {
    return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
  }

  private static double sigmoid(double z) {
    double e = Math.exp(-Math.abs(z));
    return (z >= 0 ? 1 : e) / (1 + e);
  }

  private static double oneMinusSquare(double t) {
    return (1 - t) * (1 + t);
  }
}
