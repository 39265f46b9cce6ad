package org.unroll4j.data.distribution;

/**
 * The probability that lies further out than a distance d from the outermost quantile.
 *
 * <pre>{@code
 * tail(d) = mass·exp(−d/width),  d ≥ 0
 * }</pre>
 *
 * @param mass the probability beyond the outermost quantile
 * @param width ≥ 0; zero if all of the mass stands at d = 0
 */
record ExponentialTail(double mass, double width) {

  double at(double d) {
    return mass * decay(d, 1);
  }

  /** The distance beyond which a probability of p remains, 0 &lt; p ≤ mass. */
  double distance(double p) {
    return width * Math.log(mass / p);
  }

  /** ∫ tail over 0 &lt; d &lt; to. */
  double integral(double to) {
    return mass * width * (1 - decay(to, 1));
  }

  /** ∫ tail² over from &lt; d &lt; to. */
  double integralOfSquare(double from, double to) {
    return mass * mass * width / 2 * (decay(from, 2) - decay(to, 2));
  }

  /** ∫ (1 − tail)² over from &lt; d &lt; to, finite. */
  double integralOfRestSquared(double from, double to) {
    return to - from - 2 * (integral(to) - integral(from)) + integralOfSquare(from, to);
  }

  /** exp(−times·d/width). */
  private double decay(double d, int times) {
    return width == 0 ? 0 : Math.exp(-times * d / width);
  }
}
