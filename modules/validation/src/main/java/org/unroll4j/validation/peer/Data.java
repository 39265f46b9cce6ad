package org.unroll4j.validation.peer;

import java.util.List;
import java.util.Map;

/**
 * What goes in.
 *
 * @param x inputs, [T, N, F]; what stands in the padding is random and must not matter
 * @param valid which steps exist, [T, N], row by row
 * @param initialStates per unit: h and, for an LSTM, c; zeros if the case has none
 * @param parameters per unit, by the names of {@link Names}
 */
public record Data(
    Values x,
    boolean[] valid,
    List<Map<String, Values>> initialStates,
    List<Map<String, Values>> parameters) {

  /** The same with other parameters. */
  public Data withParameters(List<Map<String, Values>> others) {
    return new Data(x, valid, initialStates, others);
  }
}
