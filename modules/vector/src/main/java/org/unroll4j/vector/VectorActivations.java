package org.unroll4j.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The gates' functions on the processor's widest vectors, row by row. The last vector of a row may
 * reach behind its last value.
 *
 * <p>No method here takes or returns a vector: the JIT may compile such a method by itself before
 * it comes to the loop that calls it, does not inline it any more then, and puts every vector into
 * an object on the heap.
 */
final class VectorActivations {

  private static final VectorSpecies<Float> S = VectorArithmetic.SPECIES;
  private static final int V = S.length();

  /** exp of this is still finite, and of its opposite a normal number. */
  private static final float EXPONENT_LIMIT = 87;

  private VectorActivations() {}

  /** {@code σ(x) = 1/(1 + exp(−x))}, never a denormal number; NaN stays NaN. */
  static void sigmoid(float[] from, int fromAt, float[] to, int toAt, int count) {
    exp(from, fromAt, -1, to, toAt, count);
    FloatVector one = FloatVector.broadcast(S, 1);
    for (int j = 0; j < count; j += V) {
      FloatVector e = FloatVector.fromArray(S, to, toAt + j);
      one.div(e.add(one)).intoArray(to, toAt + j);
    }
  }

  /**
   * tanh; NaN stays NaN.
   *
   * <pre>{@code
   * tanh(x) = x + x³·P(x²)                    |x| < 0.625, where the other form would cancel
   * tanh(x) = (exp(2x) − 1)/(exp(2x) + 1)     elsewhere
   * }</pre>
   *
   * @param to not the row that is read
   */
  static void tanh(float[] from, int fromAt, float[] to, int toAt, int count) {
    exp(from, fromAt, 2, to, toAt, count);
    FloatVector one = FloatVector.broadcast(S, 1);
    for (int j = 0; j < count; j += V) {
      FloatVector e = FloatVector.fromArray(S, to, toAt + j);
      FloatVector large = e.sub(one).div(e.add(one));

      FloatVector x = FloatVector.fromArray(S, from, fromAt + j);
      FloatVector s = x.mul(x);
      FloatVector p = FloatVector.broadcast(S, -0.006096708216f);
      p = p.fma(s, FloatVector.broadcast(S, 0.02099717375f));
      p = p.fma(s, FloatVector.broadcast(S, -0.05385090803f));
      p = p.fma(s, FloatVector.broadcast(S, 0.1333276972f));
      p = p.fma(s, FloatVector.broadcast(S, -0.3333332894f));
      FloatVector small = x.mul(s).fma(p, x);
      large.blend(small, s.compare(VectorOperators.LT, 0.625f * 0.625f)).intoArray(to, toAt + j);
    }
  }

  /**
   * {@code exp(factor · x)}, with the exponent kept within ±{@link #EXPONENT_LIMIT}.
   *
   * <pre>{@code
   * exp(y) = 2ⁿ · exp(r)      n = round(y/ln 2), r = y − n·ln 2
   * }</pre>
   *
   * <p>Adding 1.5·2²³ rounds to an integer and leaves it in the low bits, from where a shift takes
   * it into the exponent. The limits are not min and max, which look at NaN and the sign of zero
   * with more instructions than these.
   */
  private static void exp(float[] from, int fromAt, float factor, float[] to, int toAt, int count) {
    FloatVector rounder = FloatVector.broadcast(S, 0x1.8p23f);
    FloatVector one = FloatVector.broadcast(S, 1);
    for (int j = 0; j < count; j += V) {
      FloatVector y = FloatVector.fromArray(S, from, fromAt + j).mul(factor);
      y = y.blend(EXPONENT_LIMIT, y.compare(VectorOperators.GT, EXPONENT_LIMIT));
      y = y.blend(-EXPONENT_LIMIT, y.compare(VectorOperators.LT, -EXPONENT_LIMIT));
      FloatVector shifted = y.fma(FloatVector.broadcast(S, 1.44269504f), rounder);
      FloatVector r = shifted.sub(rounder).fma(FloatVector.broadcast(S, -0.693147181f), y);
      FloatVector p = FloatVector.broadcast(S, 0.001392692661f);
      p = p.fma(r, FloatVector.broadcast(S, 0.008363773874f));
      p = p.fma(r, FloatVector.broadcast(S, 0.04166655011f));
      p = p.fma(r, FloatVector.broadcast(S, 0.1666657338f));
      p = p.fma(r, FloatVector.broadcast(S, 0.5f));
      p = p.fma(r, one);
      p = p.fma(r, one);
      FloatVector powerOfTwo =
          shifted
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, 23)
              .add(127 << 23)
              .reinterpretAsFloats();
      p.mul(powerOfTwo).intoArray(to, toAt + j);
    }
  }
}
