package org.unroll4j.validation.differences;

import java.util.Arrays;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.unroll4j.validation.peer.CellKind;
import org.unroll4j.validation.peer.Names;
import org.unroll4j.validation.peer.Structure;
import org.unroll4j.validation.peer.Values;

/**
 * One step of one sequence, one number after the other, as docs/maths.md has the equations. It
 * shares no code with the cells that it judges.
 */
final class PlainCell {

  private final CellKind kind;
  private final int hidden;
  private final int columns;
  private final double[] w;
  private final double[] r;
  private final double[] b;
  private final double[] secondBias;
  private final double[] candidateBias;
  private final double[] p;
  private final double[] v;
  private final double[] a;
  private final double[] u;

  PlainCell(Structure structure, Map<String, Values> parameters) {
    kind = structure.cell();
    hidden = structure.sizes().hidden();
    columns = kind.gates() * hidden;
    w = numbers(parameters, Names.INPUT_WEIGHTS, 0);
    r = numbers(parameters, Names.RECURRENT_WEIGHTS, 0);
    b = numbers(parameters, Names.BIAS, 0);
    secondBias = numbers(parameters, Names.RECURRENT_BIAS, columns);
    candidateBias = numbers(parameters, Names.CANDIDATE_BIAS, hidden);
    p = numbers(parameters, Names.PEEPHOLES, 3 * hidden);
    v = numbers(parameters, Names.PROJECTION, 0);
    a = new double[columns];
    u = new double[columns];
  }

  /** The array itself, so that a change of a parameter is seen; zeros where there is none. */
  private static double[] numbers(Map<String, Values> parameters, String name, int length) {
    Values values = parameters.get(name);
    return values == null ? new double[length] : values.numbers();
  }

  /**
   * Goes one step on.
   *
   * @param x the step's input begins at {@code from}
   * @param h the hidden state, overwritten
   * @param c the cell state, overwritten; empty where the cell has none
   */
  void step(double[] x, int from, int inputs, double[] h, double[] c) {
    System.arraycopy(b, 0, a, 0, columns);
    addProduct(x, from, inputs, w, a);
    System.arraycopy(secondBias, 0, u, 0, columns);
    if (kind != CellKind.GRU_RESET_BEFORE) {
      addProduct(h, 0, h.length, r, u);
    }
    switch (kind) {
      case RNN_TANH -> setHidden(h, j -> Math.tanh(a[j] + u[j]));
      case RNN_RELU -> setHidden(h, j -> Math.max(0, a[j] + u[j]));
      case LSTM, LSTM_PEEPHOLES, LSTM_PROJECTION -> lstm(h, c);
      case GRU_RESET_AFTER -> gruResetAfter(h);
      case GRU_RESET_BEFORE -> gruResetBefore(h);
    }
  }

  /** to += vector · matrix */
  private static void addProduct(
      double[] vector, int from, int length, double[] matrix, double[] to) {
    for (int row = 0; row < length; row++) {
      double factor = vector[from + row];
      for (int k = 0; k < to.length; k++) {
        to[k] += factor * matrix[row * to.length + k];
      }
    }
  }

  private void setHidden(double[] h, IntToDoubleFunction value) {
    for (int j = 0; j < hidden; j++) {
      h[j] = value.applyAsDouble(j);
    }
  }

  private double gate(int block, int j) {
    int k = block * hidden + j;
    return a[k] + u[k];
  }

  private void lstm(double[] h, double[] c) {
    double[] m = new double[hidden];
    for (int j = 0; j < hidden; j++) {
      double i = sigmoid(gate(0, j) + p[j] * c[j]);
      double f = sigmoid(gate(1, j) + p[hidden + j] * c[j]);
      double g = Math.tanh(gate(2, j));
      c[j] = f * c[j] + i * g;
      double o = sigmoid(gate(3, j) + p[2 * hidden + j] * c[j]);
      m[j] = o * Math.tanh(c[j]);
    }
    if (kind == CellKind.LSTM_PROJECTION) {
      Arrays.fill(h, 0);
      addProduct(m, 0, hidden, v, h);
    } else {
      System.arraycopy(m, 0, h, 0, hidden);
    }
  }

  private void gruResetAfter(double[] h) {
    for (int j = 0; j < hidden; j++) {
      double reset = sigmoid(gate(0, j));
      double z = sigmoid(gate(1, j));
      int k = 2 * hidden + j;
      double n = Math.tanh(a[k] + reset * (u[k] + candidateBias[j]));
      h[j] = (1 - z) * n + z * h[j];
    }
  }

  private void gruResetBefore(double[] h) {
    double[] z = new double[hidden];
    double[] gated = new double[hidden];
    double[] s = u.clone();
    addProduct(h, 0, hidden, r, s);
    for (int j = 0; j < hidden; j++) {
      gated[j] = sigmoid(a[j] + s[j]) * h[j];
      z[j] = sigmoid(a[hidden + j] + s[hidden + j]);
    }
    addProduct(gated, 0, hidden, r, u);
    for (int j = 0; j < hidden; j++) {
      double n = Math.tanh(gate(2, j));
      h[j] = (1 - z[j]) * n + z[j] * h[j];
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
