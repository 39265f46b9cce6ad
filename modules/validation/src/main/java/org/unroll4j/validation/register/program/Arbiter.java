package org.unroll4j.validation.register.program;

import java.util.Map;
import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What judges: central differences, and an LSTM as its equations say, in plain loops. */
final class Arbiter {

  private static final double EPSILON = 1e-5;

  private Arbiter() {}

  /** {@code √(Σ ((L(v + ε) − L(v − ε)) / 2ε)²)} over the elements v of an array. */
  static double gradientNorm(INDArray variable, DoubleSupplier loss) {
    double sumOfSquares = 0;
    for (long i = 0; i < variable.length(); i++) {
      double value = variable.getDouble(i);
      variable.putScalar(i, value + EPSILON);
      double above = loss.getAsDouble();
      variable.putScalar(i, value - EPSILON);
      double below = loss.getAsDouble();
      variable.putScalar(i, value);
      double slope = (above - below) / (2 * EPSILON);
      sumOfSquares += slope * slope;
    }
    return Math.sqrt(sumOfSquares);
  }

  /**
   * The first unit's hidden state after some steps of an LSTM.
   *
   * <pre>{@code
   * i, f, o = σ(x·W + h·R + b)   g = tanh(x·W + h·R + b)   c ← f·c + i·g   h ← o·tanh(c)
   * }</pre>
   *
   * @param parameters W [F, 4H], RW [H, 4H], b [4H] with the blocks i, f, g, o; the initial state
   *     h, c [1, H] if it is not zero
   * @param x one sequence, [1, F, T]
   * @param steps the steps that are visited, in their order
   */
  static double lstm(Map<String, INDArray> parameters, INDArray x, int... steps) {
    double[][] w = parameters.get("W").toDoubleMatrix();
    double[][] r = parameters.get("RW").toDoubleMatrix();
    double[] b = parameters.get("b").toDoubleVector();
    int units = r.length;
    double[] h = start(parameters.get("h"), units);
    double[] c = start(parameters.get("c"), units);
    for (int step : steps) {
      double[] a = b.clone();
      for (int k = 0; k < a.length; k++) {
        for (int f = 0; f < w.length; f++) {
          a[k] += x.getDouble(0, f, step) * w[f][k];
        }
        for (int j = 0; j < units; j++) {
          a[k] += h[j] * r[j][k];
        }
      }
      for (int j = 0; j < units; j++) {
        double candidate = Math.tanh(a[2 * units + j]);
        c[j] = sigmoid(a[units + j]) * c[j] + sigmoid(a[j]) * candidate;
        h[j] = sigmoid(a[3 * units + j]) * Math.tanh(c[j]);
      }
    }
    return h[0];
  }

  private static double[] start(INDArray state, int units) {
    return state == null ? new double[units] : state.toDoubleMatrix()[0];
  }

  /** The reverse direction's parameters among those of a {@code Bidirectional}. */
  static Map<String, INDArray> reverseDirection(Map<String, INDArray> both) {
    return Map.of("W", both.get("bW"), "RW", both.get("bRW"), "b", both.get("bb"));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
