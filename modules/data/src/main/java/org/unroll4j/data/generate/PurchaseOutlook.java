package org.unroll4j.data.generate;

import java.util.Set;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/** What the future holds from each hidden state of a {@link MarkedProcess}. */
final class PurchaseOutlook {
  private final MarkedProcess process;

  PurchaseOutlook(MarkedProcess process) {
    this.process = process;
  }

  /**
   * Probability of a purchase within the given time from each state, [S]: the purchase column of
   * exp(G·t), where G is the chain until the end of the session with the purchase as one more,
   * absorbing state.
   */
  double[] within(double minutes) {
    int states = process.states();
    double[][] generator = new double[states + 1][states + 1];
    double[][] inside = process.sessionGenerator();
    for (int s = 0; s < states; s++) {
      System.arraycopy(inside[s], 0, generator[s], 0, states);
      generator[s][states] = process.purchaseRate()[s];
    }
    RealMatrix exponential =
        MatrixUtils.matrixExponential(new Array2DRowRealMatrix(generator).scalarMultiply(minutes));
    return exponential.getSubMatrix(0, states - 1, states, states).getColumn(0);
  }

  /** Probability that the session ends with a purchase, from each state: −G⁻¹·purchaseRate, [S]. */
  double[] ever() {
    return solve(process.sessionGenerator(), process.purchaseRate());
  }

  /**
   * Probability that the session ends with a purchase, when all that is known is the belief and
   * that the next event is of one of the given types.
   */
  double everIfNextIs(double[] belief, Set<String> types) {
    double[] ever = ever();
    double[] rate = new double[process.states()];
    double[] rateAndPurchase = new double[process.states()];
    for (int s = 0; s < rate.length; s++) {
      double marked = 0;
      for (int m = 0; m < process.types().size(); m++) {
        marked += types.contains(process.types().get(m)) ? process.marks()[s][m] : 0;
      }
      double ordinary = process.eventRate()[s] * marked;
      double purchase = types.contains(MarkedProcess.PURCHASE) ? process.purchaseRate()[s] : 0;
      double leave = types.contains(MarkedProcess.LEAVE) ? process.leaveRate()[s] : 0;
      rate[s] = ordinary + purchase + leave;
      rateAndPurchase[s] = ordinary * ever[s] + purchase;
    }
    double[][] silent = process.silentGenerator();
    return dot(belief, solve(silent, rateAndPurchase)) / dot(belief, solve(silent, rate));
  }

  /** −G⁻¹·v: the expected total of v(state) until the chain is absorbed, from each state. */
  private static double[] solve(double[][] generator, double[] v) {
    return new LUDecomposition(new Array2DRowRealMatrix(generator).scalarMultiply(-1))
        .getSolver()
        .solve(new ArrayRealVector(v))
        .toArray();
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
