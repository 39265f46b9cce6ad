package org.unroll4j.interop.keras;

/**
 * What Keras's documentation says of SimpleRNN, LSTM and GRU, for one sequence, in loops over plain
 * numbers and on Keras's own arrays.
 *
 * @param kernel [F][G·H]
 * @param recurrent [H][G·H]
 * @param bias one row, or two for a GRU with reset_after
 */
record KerasFormulas(double[][] kernel, double[][] recurrent, double[][] bias) {

  /** The outputs [T][H] for inputs [T][F], at the step that they belong to. */
  double[][] outputs(double[][] x, boolean backwards) {
    int hidden = recurrent.length;
    double[] h = new double[hidden];
    double[] c = new double[hidden];
    double[][] outputs = new double[x.length][];
    for (int k = 0; k < x.length; k++) {
      int t = backwards ? x.length - 1 - k : k;
      h = step(times(x[t], kernel, bias[0]), h, c);
      outputs[t] = h;
    }
    return outputs;
  }

  private double[] step(double[] a, double[] h, double[] c) {
    int n = h.length;
    double[] none = new double[a.length];
    double[] u = times(h, recurrent, bias.length == 2 ? bias[1] : none);
    double[] next = new double[n];
    if (a.length == n) {
      for (int j = 0; j < n; j++) {
        next[j] = Math.tanh(a[j] + u[j]);
      }
    } else if (a.length == 4 * n) {
      for (int j = 0; j < n; j++) {
        double i = sigmoid(a[j] + u[j]);
        double f = sigmoid(a[n + j] + u[n + j]);
        c[j] = f * c[j] + i * Math.tanh(a[2 * n + j] + u[2 * n + j]);
        next[j] = sigmoid(a[3 * n + j] + u[3 * n + j]) * Math.tanh(c[j]);
      }
    } else {
      double[] z = new double[n];
      double[] gated = new double[n];
      for (int j = 0; j < n; j++) {
        z[j] = sigmoid(a[j] + u[j]);
        double r = sigmoid(a[n + j] + u[n + j]);
        gated[j] = r * (bias.length == 2 ? u[2 * n + j] : h[j]);
      }
      double[] product = bias.length == 2 ? null : times(gated, recurrent, none);
      for (int j = 0; j < n; j++) {
        double inner = product == null ? gated[j] : product[2 * n + j];
        next[j] = z[j] * h[j] + (1 - z[j]) * Math.tanh(a[2 * n + j] + inner);
      }
    }
    return next;
  }

  private static double[] times(double[] x, double[][] weights, double[] bias) {
    double[] y = bias.clone();
    for (int row = 0; row < x.length; row++) {
      for (int column = 0; column < y.length; column++) {
        y[column] += x[row] * weights[row][column];
      }
    }
    return y;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
