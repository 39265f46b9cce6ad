package org.unroll4j.vector;

import java.util.ArrayList;
import java.util.List;

/**
 * How far the gates' functions are from {@link StrictMath}. {@code bin/benchmark activations} tries
 * every float there is.
 *
 * @param values how many were tried
 * @param tanhUlps largest error of tanh in units of the last place of the true value
 * @param tanhWorst where it is
 * @param tanhError largest error of tanh, absolute
 * @param sigmoidError largest error of σ, absolute
 * @param sigmoidWorst where it is
 * @param specialValues what is wrong at NaN, infinities and zeros, and results beyond ±1
 */
public record ActivationErrors(
    long values,
    double tanhUlps,
    float tanhWorst,
    double tanhError,
    double sigmoidError,
    float sigmoidWorst,
    List<String> specialValues) {

  /** The bound on the error of tanh that is guaranteed, in units of the last place. */
  public static final double TANH_ULPS = 3;

  /** The bound on the error of σ that is guaranteed. */
  public static final double SIGMOID_ERROR = 1e-7;

  private static final int CHUNK = 4096;

  /** Which code to measure. */
  public enum Implementation {
    /** On the Vector API. */
    VECTORS,
    /** In plain loops. */
    LOOPS;

    void tanh(float[] x, float[] y) {
      if (this == VECTORS) {
        VectorActivations.tanh(x, 0, y, 0, CHUNK);
      } else {
        System.arraycopy(x, 0, y, 0, CHUNK);
        LoopArithmetic.tanh(y);
      }
    }

    void sigmoid(float[] x, float[] y) {
      if (this == VECTORS) {
        VectorActivations.sigmoid(x, 0, y, 0, CHUNK);
      } else {
        System.arraycopy(x, 0, y, 0, CHUNK);
        LoopArithmetic.sigmoid(y);
      }
    }
  }

  /** Measures at every {@code stride}-th float, beginning with the smallest bit pattern. */
  public static ActivationErrors measure(Implementation implementation, int stride) {
    Worst worst = new Worst();
    float[] x = new float[CHUNK];
    float[] tanh = new float[CHUNK];
    float[] sigmoid = new float[CHUNK];
    long bits = Integer.MIN_VALUE;
    while (bits <= Integer.MAX_VALUE) {
      for (int i = 0; i < CHUNK; i++) {
        x[i] = Float.intBitsToFloat((int) Math.min(bits, Integer.MAX_VALUE));
        bits += stride;
      }
      implementation.tanh(x, tanh);
      implementation.sigmoid(x, sigmoid);
      for (int i = 0; i < CHUNK; i++) {
        worst.look(x[i], tanh[i], sigmoid[i]);
      }
    }
    return worst.result(specialValues(implementation));
  }

  private static final class Worst {
    private long values;
    private double tanhUlps;
    private float tanhWorst;
    private double tanhError;
    private double sigmoidError;
    private float sigmoidWorst;
    private final List<String> wrong = new ArrayList<>();

    void look(float x, float tanh, float sigmoid) {
      values++;
      if (Float.isNaN(x)) {
        check(Float.isNaN(tanh) && Float.isNaN(sigmoid), "NaN is lost");
        return;
      }
      check(Math.abs(tanh) <= 1 && sigmoid >= 0 && sigmoid <= 1, "a result lies beyond its limits");
      double trueTanh = StrictMath.tanh(x);
      double error = Math.abs(tanh - trueTanh);
      double ulps = error / Math.ulp((float) trueTanh);
      if (ulps > tanhUlps) {
        tanhUlps = ulps;
        tanhWorst = x;
      }
      tanhError = Math.max(tanhError, error);
      double sigmaError = Math.abs(sigmoid - 1 / (1 + StrictMath.exp(-(double) x)));
      if (sigmaError > sigmoidError) {
        sigmoidError = sigmaError;
        sigmoidWorst = x;
      }
    }

    private void check(boolean right, String message) {
      if (!right && !wrong.contains(message)) {
        wrong.add(message);
      }
    }

    ActivationErrors result(List<String> special) {
      wrong.addAll(special);
      return new ActivationErrors(
          values, tanhUlps, tanhWorst, tanhError, sigmoidError, sigmoidWorst, List.copyOf(wrong));
    }
  }

  private static List<String> specialValues(Implementation implementation) {
    float[] x = new float[CHUNK];
    float[] tanh = new float[CHUNK];
    float[] sigmoid = new float[CHUNK];
    x[0] = Float.NaN;
    x[1] = Float.POSITIVE_INFINITY;
    x[2] = Float.NEGATIVE_INFINITY;
    x[3] = -0.0f;
    implementation.tanh(x, tanh);
    implementation.sigmoid(x, sigmoid);
    List<String> wrong = new ArrayList<>();
    float[][] expected = {{Float.NaN, Float.NaN}, {1, 1}, {-1, 0}, {0, 0.5f}, {0, 0.5f}};
    for (int i = 0; i < expected.length; i++) {
      if (!isNear(tanh[i], expected[i][0]) || !isNear(sigmoid[i], expected[i][1])) {
        wrong.add("at %s: tanh %s, sigmoid %s".formatted(x[i], tanh[i], sigmoid[i]));
      }
    }
    return wrong;
  }

  private static boolean isNear(float actual, float expected) {
    return Float.isNaN(expected)
        ? Float.isNaN(actual)
        : Math.abs(actual - expected) <= SIGMOID_ERROR;
  }
}
