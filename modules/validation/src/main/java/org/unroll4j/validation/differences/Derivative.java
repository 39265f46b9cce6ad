package org.unroll4j.validation.differences;

import java.util.function.DoubleUnaryOperator;

/**
 * The derivative of a function by central differences of order eight.
 *
 * <pre>{@code
 * f′(x) ≈ (672·Δ₁ − 168·Δ₂ + 32·Δ₃ − 3·Δ₄) / 840ε       Δₖ = f(x + kε) − f(x − kε)
 * }</pre>
 *
 * <p>With ε = 5e-3 the truncation error ε⁸·f⁽⁹⁾/630 is of the order of 1e-15 and the rounding error
 * of that of 1e-16/ε, which is why gradients can be judged to 1e-10; two-point differences could
 * not. Where the function has a kink near x (a rectifier), the formulas of order six and eight
 * disagree, and ε is made smaller until they do not. It is not made so small that rounding counts:
 * if the two do not agree before, there is a kink so near that differences cannot tell the
 * derivative. The coefficients are those of B. Fornberg, Mathematics of Computation 51 (1988),
 * table 1.
 */
final class Derivative {

  private static final double FIRST_EPSILON = 5e-3;
  private static final double SMALLER = 2;
  private static final int ATTEMPTS = 6;
  private static final double AGREED = 2e-11;

  private Derivative() {}

  /**
   * The derivative at zero, or NaN if differences cannot tell.
   *
   * @param difference f(δ) − f(−δ) as a function of δ; computed without cancellation if possible
   */
  static double of(DoubleUnaryOperator difference) {
    double epsilon = FIRST_EPSILON;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++, epsilon /= SMALLER) {
      double d1 = difference.applyAsDouble(epsilon);
      double d2 = difference.applyAsDouble(2 * epsilon);
      double d3 = difference.applyAsDouble(3 * epsilon);
      double d4 = difference.applyAsDouble(4 * epsilon);
      double eighth = (672 * d1 - 168 * d2 + 32 * d3 - 3 * d4) / (840 * epsilon);
      double sixth = (45 * d1 - 9 * d2 + d3) / (60 * epsilon);
      if (Math.abs(eighth - sixth) <= AGREED * (1 + Math.abs(eighth))) {
        return eighth;
      }
    }
    return Double.NaN;
  }
}
