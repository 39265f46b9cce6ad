package org.unroll4j.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The gates' functions on the processor's widest vectors. Each loop holds one function only: that
 * is as much as the JIT inlines with all vectors in registers.
 *
 * <p>The last vector of a loop may reach behind the last value.
 */
final class VectorActivations {

  private static final VectorSpecies<Float> S = VectorArithmetic.SPECIES;
  private static final int V = S.length();

  /** From here on tanh rounds to ±1. */
  private static final float SATURATED = 9.02f;

  /** exp of this is still finite, and of its opposite a normal number. */
  private static final float EXPONENT_LIMIT = 87;

  private VectorActivations() {}

  /** {@code to[i] = tanh(from[i])} for {@code count} values. */
  static void tanh(float[] from, int fromAt, float[] to, int toAt, int count) {
    for (int j = 0; j < count; j += V) {
      tanh(FloatVector.fromArray(S, from, fromAt + j)).intoArray(to, toAt + j);
    }
  }

  /** {@code to[i] = σ(from[i])} for {@code count} values. */
  static void sigmoid(float[] from, int fromAt, float[] to, int toAt, int count) {
    for (int j = 0; j < count; j += V) {
      sigmoid(FloatVector.fromArray(S, from, fromAt + j)).intoArray(to, toAt + j);
    }
  }

  /**
   * tanh; NaN stays NaN.
   *
   * <pre>{@code
   * tanh(x) = x + x³·P(x²)              |x| < 0.625, where the other form would cancel
   * tanh(x) = ±(1 − 2/(exp(2|x|) + 1))  elsewhere
   * }</pre>
   */
  static FloatVector tanh(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector e = exp(limit(a.add(a), 2 * SATURATED));
    FloatVector one = FloatVector.broadcast(S, 1);
    FloatVector large = one.sub(FloatVector.broadcast(S, 2).div(e.add(one)));

    FloatVector s = x.mul(x);
    FloatVector p = FloatVector.broadcast(S, -0.006096708216f);
    p = p.fma(s, FloatVector.broadcast(S, 0.02099717375f));
    p = p.fma(s, FloatVector.broadcast(S, -0.05385090803f));
    p = p.fma(s, FloatVector.broadcast(S, 0.1333276972f));
    p = p.fma(s, FloatVector.broadcast(S, -0.3333332894f));
    FloatVector small = x.mul(s).fma(p, x);
    return large
        .blend(large.neg(), x.compare(VectorOperators.LT, 0))
        .blend(small, a.compare(VectorOperators.LT, 0.625f));
  }

  /** {@code σ(x) = 1/(1 + exp(−x))}, never a denormal number; NaN stays NaN. */
  static FloatVector sigmoid(FloatVector x) {
    FloatVector one = FloatVector.broadcast(S, 1);
    FloatVector limited = limit(x, EXPONENT_LIMIT);
    FloatVector y =
        limited.blend(-EXPONENT_LIMIT, limited.compare(VectorOperators.LT, -EXPONENT_LIMIT));
    return one.div(exp(y.neg()).add(one));
  }

  /**
   * exp for |x| at most {@link #EXPONENT_LIMIT}.
   *
   * <pre>{@code
   * exp(x) = 2ⁿ · exp(r)      n = round(x/ln 2), r = x − n·ln 2
   * }</pre>
   *
   * <p>Adding 1.5·2²³ rounds to an integer and leaves it in the low bits, from where a shift takes
   * it into the exponent.
   */
  private static FloatVector exp(FloatVector x) {
    FloatVector rounder = FloatVector.broadcast(S, 0x1.8p23f);
    FloatVector shifted = x.fma(FloatVector.broadcast(S, 1.44269504f), rounder);
    FloatVector n = shifted.sub(rounder);
    FloatVector r = n.fma(FloatVector.broadcast(S, -0.693147181f), x);
    FloatVector p = FloatVector.broadcast(S, 0.001392692661f);
    p = p.fma(r, FloatVector.broadcast(S, 0.008363773874f));
    p = p.fma(r, FloatVector.broadcast(S, 0.04166655011f));
    p = p.fma(r, FloatVector.broadcast(S, 0.1666657338f));
    p = p.fma(r, FloatVector.broadcast(S, 0.5f));
    p = p.fma(r, FloatVector.broadcast(S, 1));
    p = p.fma(r, FloatVector.broadcast(S, 1));
    FloatVector powerOfTwo =
        shifted
            .reinterpretAsInts()
            .lanewise(VectorOperators.LSHL, 23)
            .add(127 << 23)
            .reinterpretAsFloats();
    return p.mul(powerOfTwo);
  }

  /** Not min, which looks at NaN and the sign of zero with more instructions than this. */
  private static FloatVector limit(FloatVector x, float most) {
    return x.blend(most, x.compare(VectorOperators.GT, most));
  }
}
