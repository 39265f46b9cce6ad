package org.unroll4j.vector;

import java.util.Arrays;

/**
 * The gates' functions in single precision.
 *
 * <p>Because σ(x) = ½ + ½·tanh(½x), one loop activates all gates of a step:
 *
 * <pre>{@code
 * v[j] ← shift[j] + scale[j] · tanh(slope[j] · v[j])
 * }</pre>
 *
 * @param slope ½ for σ, 1 for tanh
 * @param scale ½ for σ, 1 for tanh
 * @param shift ½ for σ, 0 for tanh
 */
record Activations(float[] slope, float[] scale, float[] shift) {

  /** Beyond this, tanh rounds to ±1 in single precision. */
  private static final float SATURATED = 7.905311f;

  /** σ for all gates but those listed, which get tanh; blocks of {@code units} values. */
  static Activations sigmoidsExcept(int gates, int units, int... tanhGates) {
    float[] half = new float[gates * units];
    Arrays.fill(half, 0.5f);
    float[] shift = half.clone();
    for (int gate : tanhGates) {
      Arrays.fill(half, gate * units, (gate + 1) * units, 1);
      Arrays.fill(shift, gate * units, (gate + 1) * units, 0);
    }
    return new Activations(half, half, shift);
  }

  /** Activates the values in place. */
  void apply(float[] v) {
    for (int j = 0; j < v.length; j++) {
      v[j] = shift[j] + scale[j] * tanh(slope[j] * v[j]);
    }
  }

  /** Replaces each value by its tanh. */
  static void applyTanh(float[] v) {
    for (int j = 0; j < v.length; j++) {
      v[j] = tanh(v[j]);
    }
  }

  /**
   * tanh as a quotient of an odd polynomial of degree 13 and an even one of degree 6, with the
   * coefficients of the Eigen library; {@code ActivationsTest} bounds its error. NaN stays NaN.
   */
  static float tanh(float x) {
    float y = Math.max(-SATURATED, Math.min(SATURATED, x));
    float s = y * y;
    float p = -2.76076847742355e-16f;
    p = p * s + 2.00018790482477e-13f;
    p = p * s - 8.60467152213735e-11f;
    p = p * s + 5.12229709037114e-08f;
    p = p * s + 1.48572235717979e-05f;
    p = p * s + 6.37261928875436e-04f;
    p = p * s + 4.89352455891786e-03f;
    float q = 1.19825839466702e-06f;
    q = q * s + 1.18534705686654e-04f;
    q = q * s + 2.26843463243900e-03f;
    q = q * s + 4.89352518554385e-03f;
    return y * p / q;
  }
}
