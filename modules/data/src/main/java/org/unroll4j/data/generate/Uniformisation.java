package org.unroll4j.data.generate;

/**
 * v·exp(G·t) for a row vector v and a generator G (off the diagonal ≥ 0, row sums ≤ 0). With Λ at
 * least as large as every −G[s][s] and P = I + G/Λ, all of whose entries are ≥ 0,
 *
 * <pre>{@code v·exp(G·t) = Σₖ e^(−Λt)·(Λt)ᵏ/k! · v·Pᵏ}</pre>
 *
 * which adds only numbers of one sign (A. Jensen, "Markoff chains as an aid in the study of Markoff
 * processes", 1953).
 */
final class Uniformisation {
  private static final double LARGEST_STEP = 30;
  private static final double NEGLIGIBLE = 1e-17;

  private final double rate;
  private final double[][] p;

  Uniformisation(double[][] generator) {
    double largest = 0;
    for (int s = 0; s < generator.length; s++) {
      largest = Math.max(largest, -generator[s][s]);
    }
    this.rate = largest;
    this.p = new double[generator.length][generator.length];
    for (int s = 0; s < p.length; s++) {
      for (int r = 0; r < p.length; r++) {
        p[s][r] = (s == r ? 1 : 0) + generator[s][r] / rate;
      }
    }
  }

  /**
   * v·exp(G·t).
   *
   * @param v row vector, [S]
   * @param t time in the unit of the rates, 0 or more
   */
  double[] apply(double[] v, double t) {
    int pieces = (int) Math.ceil(rate * t / LARGEST_STEP);
    double[] result = v.clone();
    for (int i = 0; i < pieces; i++) {
      result = step(result, rate * t / pieces);
    }
    return result;
  }

  private double[] step(double[] v, double mean) {
    double[] power = v;
    double[] sum = new double[v.length];
    double weight = Math.exp(-mean);
    double spent = 0;
    for (int k = 0; spent < 1 - NEGLIGIBLE && (k <= mean || weight > NEGLIGIBLE); k++) {
      for (int s = 0; s < sum.length; s++) {
        sum[s] += weight * power[s];
      }
      spent += weight;
      power = timesP(power);
      weight *= mean / (k + 1);
    }
    return sum;
  }

  private double[] timesP(double[] v) {
    double[] product = new double[v.length];
    for (int s = 0; s < v.length; s++) {
      for (int r = 0; r < v.length; r++) {
        product[r] += v[s] * p[s][r];
      }
    }
    return product;
  }
}
