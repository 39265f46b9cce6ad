package org.unroll4j.vector;

/**
 * The gates' functions for plain loops: tanh as a quotient of polynomials in x², whose coefficients
 * minimise the largest relative error (2.1e-8) up to where tanh rounds to 1. They are evaluated in
 * double precision, so that nothing is added by rounding on the way.
 *
 * <pre>{@code
 * tanh(x) ≈ x · P(x²) / Q(x²)      deg P = deg Q = 4
 * }</pre>
 */
final class Activations {

  /** From here on tanh rounds to ±1. */
  private static final double SATURATED = 9.02;

  private static final double P0 = 0.999999979033;
  private static final double P1 = 0.13379735707;
  private static final double P2 = 0.00349405537716;
  private static final double P3 = 2.05838092218e-5;
  private static final double P4 = 1.33194918502e-8;
  private static final double Q1 = 0.467130509533;
  private static final double Q2 = 0.0258711531691;
  private static final double Q3 = 0.00032831262968;
  private static final double Q4 = 7.76219899934e-7;

  private Activations() {}

  /** tanh; NaN stays NaN. */
  static float tanh(float x) {
    return (float) quotient(x);
  }

  /** {@code σ(x) = ½ + ½·tanh(½x)} */
  static float sigmoid(float x) {
    return (float) (0.5 + 0.5 * quotient(0.5 * x));
  }

  private static double quotient(double x) {
    double y = Math.max(-SATURATED, Math.min(SATURATED, x));
    double s = y * y;
    double p = (((P4 * s + P3) * s + P2) * s + P1) * s + P0;
    double q = (((Q4 * s + Q3) * s + Q2) * s + Q1) * s + 1;
    return Math.max(-1, Math.min(1, y * p / q));
  }
}
