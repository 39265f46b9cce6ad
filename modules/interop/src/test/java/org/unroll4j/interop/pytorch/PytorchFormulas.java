package org.unroll4j.interop.pytorch;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What PyTorch's documentation says of nn.RNN, nn.LSTM and nn.GRU, for one sequence, in loops over
 * plain numbers and on PyTorch's own arrays; written without a look at this project's cells.
 */
record PytorchFormulas(Map<String, INDArray> arrays, String prefix, int layers, boolean both) {

  /** The outputs [T][H or 2H] of the last layer for inputs [T][F], from zero states. */
  double[][] outputs(double[][] x) {
    double[][] input = x;
    for (int layer = 0; layer < layers; layer++) {
      double[][] forward = direction(input, "_l" + layer, false);
      if (!both) {
        input = forward;
        continue;
      }
      double[][] backward = direction(input, "_l" + layer + "_reverse", true);
      double[][] joined = new double[x.length][];
      for (int t = 0; t < x.length; t++) {
        int h = forward[t].length;
        joined[t] = java.util.Arrays.copyOf(forward[t], 2 * h);
        System.arraycopy(backward[t], 0, joined[t], h, h);
      }
      input = joined;
    }
    return input;
  }

  private double[][] direction(double[][] x, String suffix, boolean reverse) {
    double[][] wih = matrix("weight_ih" + suffix);
    double[][] whh = matrix("weight_hh" + suffix);
    double[] bih = vector("bias_ih" + suffix);
    double[] bhh = vector("bias_hh" + suffix);
    boolean projected = arrays.containsKey(prefix + "weight_hr" + suffix);
    int hidden = projected ? whh.length / 4 : whh[0].length;
    double[] h = new double[whh[0].length];
    double[] c = new double[hidden];
    double[][] outputs = new double[x.length][];
    for (int k = 0; k < x.length; k++) {
      int t = reverse ? x.length - 1 - k : k;
      double[] a = affine(wih, x[t], bih);
      double[] b = affine(whh, h, bhh);
      double[] next = new double[hidden];
      for (int j = 0; j < hidden; j++) {
        next[j] = unit(a, b, h, c, j);
      }
      h = projected ? affine(matrix("weight_hr" + suffix), next, new double[h.length]) : next;
      outputs[t] = h;
    }
    return outputs;
  }

  private static double unit(double[] a, double[] b, double[] h, double[] c, int j) {
    int n = c.length;
    if (a.length == n) {
      return Math.tanh(a[j] + b[j]);
    }
    if (a.length == 3 * n) {
      double r = sigmoid(a[j] + b[j]);
      double z = sigmoid(a[n + j] + b[n + j]);
      double candidate = Math.tanh(a[2 * n + j] + r * b[2 * n + j]);
      return (1 - z) * candidate + z * h[j];
    }
    double i = sigmoid(a[j] + b[j]);
    double f = sigmoid(a[n + j] + b[n + j]);
    double g = Math.tanh(a[2 * n + j] + b[2 * n + j]);
    double o = sigmoid(a[3 * n + j] + b[3 * n + j]);
    c[j] = f * c[j] + i * g;
    return o * Math.tanh(c[j]);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double[] affine(double[][] weights, double[] x, double[] bias) {
    double[] y = bias.clone();
    for (int row = 0; row < y.length; row++) {
      for (int column = 0; column < x.length; column++) {
        y[row] += weights[row][column] * x[column];
      }
    }
    return y;
  }

  private double[][] matrix(String name) {
    return arrays.get(prefix + name).toDoubleMatrix();
  }

  private double[] vector(String name) {
    return arrays.get(prefix + name).toDoubleVector();
  }
}
