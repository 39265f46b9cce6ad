package org.unroll4j.data.generate;

import java.util.List;
import java.util.Set;

/**
 * A hidden continuous-time Markov chain that shows itself through events. In hidden state s, per
 * minute: the chain jumps to state r at rate {@code jumps[s][r]}; an event appears at rate {@code
 * eventRate[s]}, of type m with probability {@code marks[s][m]}; the session ends with a purchase
 * at rate {@code purchaseRate[s]} and with a leave at rate {@code leaveRate[s]}. Given the state,
 * events depend on nothing else. A session opens with one event in its initial state.
 *
 * @param types event types besides {@link #PURCHASE} and {@link #LEAVE}, M of them
 * @param initial probability of each state at the opening, [S]
 * @param jumps rate from state to state, [S][S], zero on the diagonal
 * @param eventRate events per minute, [S]
 * @param marks probability of each type given the state, [S][M]
 * @param purchaseRate purchases per minute, [S]
 * @param leaveRate leaves per minute, [S]
 * @param prices the prices that some events carry
 */
public record MarkedProcess(
    List<String> types,
    double[] initial,
    double[][] jumps,
    double[] eventRate,
    double[][] marks,
    double[] purchaseRate,
    double[] leaveRate,
    Prices prices) {

  /** Type of the event that ends a session with a purchase. */
  public static final String PURCHASE = "purchase";

  /** Type of the event that ends a session without one. */
  public static final String LEAVE = "leave";

  /**
   * Prices are log-normal given the state, independent of each other and of all else.
   *
   * @param types the event types that carry a price
   * @param logMean mean of the logarithm, [S]
   * @param logDeviation standard deviation of the logarithm, the same in all states
   */
  public record Prices(Set<String> types, double[] logMean, double logDeviation) {}

  /** Number of hidden states S. */
  public int states() {
    return initial.length;
  }

  /** Rate at which anything happens in a state. */
  double totalRate(int state) {
    double total = eventRate[state] + purchaseRate[state] + leaveRate[state];
    for (double rate : jumps[state]) {
      total += rate;
    }
    return total;
  }

  /** D₀: the chain as long as nothing is seen; off the diagonal the jumps, on it −total rate. */
  double[][] silentGenerator() {
    double[][] generator = new double[states()][];
    for (int s = 0; s < states(); s++) {
      generator[s] = jumps[s].clone();
      generator[s][s] = -totalRate(s);
    }
    return generator;
  }

  /** D₀ + Σ Dₘ over the events that do not end the session: the chain until purchase or leave. */
  double[][] sessionGenerator() {
    double[][] generator = silentGenerator();
    for (int s = 0; s < states(); s++) {
      generator[s][s] += eventRate[s];
    }
    return generator;
  }
}
