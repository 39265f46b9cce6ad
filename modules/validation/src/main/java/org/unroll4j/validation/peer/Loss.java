package org.unroll4j.validation.peer;

import java.util.List;
import java.util.Map;

/**
 * The loss of a case.
 *
 * <pre>{@code
 * L = scale · (½ Σ (y − target)² + Σ state ⊙ weight)
 * }</pre>
 *
 * <p>The first sum runs over the outputs of valid steps, the second over the final states of all
 * units. A peer can leave both to {@link #gradientOfOutputs} and {@link #gradientOfFinalState}, and
 * need not build the loss itself.
 *
 * @param target what the outputs should be, [T, N, O·D]
 * @param finalStates per unit and state, [N, O] or [N, H]; empty if the loss does not look at them
 * @param outputsCount whether the first sum is there
 * @param scale factor of everything
 */
public record Loss(
    Values target, List<Map<String, Values>> finalStates, boolean outputsCount, double scale) {

  /**
   * The gradient of the outputs of some steps, zero where a step is not valid.
   *
   * @param outputs of the steps from {@code from} on, [steps, N, O·D]
   * @param valid of all steps, [T, N]
   * @param type rounds the result
   */
  public Values gradientOfOutputs(Values outputs, int from, boolean[] valid, NumberType type) {
    double[] y = outputs.numbers();
    double[] gradient = new double[y.length];
    int width = outputs.shape()[2];
    int first = from * outputs.shape()[1] * width;
    for (int i = 0; i < y.length && outputsCount; i++) {
      int place = first + i;
      if (valid[place / width]) {
        double difference = type.round(y[i] - target.numbers()[place]);
        gradient[i] = type.round(scale * difference);
      }
    }
    return Values.of(gradient, outputs.shape());
  }

  /** The gradient of a unit's final state by name; zeros where the loss does not look at it. */
  public Values gradientOfFinalState(int unit, String state, int[] shape) {
    if (finalStates.isEmpty()) {
      return Values.zeros(shape);
    }
    Values weights = finalStates.get(unit).get(state);
    double[] gradient = new double[weights.length()];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = scale * weights.numbers()[i];
    }
    return Values.of(gradient, shape);
  }

  /** Whether the loss looks at final states. */
  public boolean looksAtFinalStates() {
    return !finalStates.isEmpty();
  }

  /** The loss, summed in double, of outputs [T, N, O·D] and final states per unit. */
  public double value(Values outputs, List<Map<String, Values>> states, boolean[] valid) {
    double squares = 0;
    int width = outputs.shape()[2];
    for (int i = 0; i < outputs.length() && outputsCount; i++) {
      if (valid[i / width]) {
        double difference = outputs.numbers()[i] - target.numbers()[i];
        squares += difference * difference;
      }
    }
    double weighted = 0;
    for (int unit = 0; unit < finalStates.size(); unit++) {
      for (Map.Entry<String, Values> weights : finalStates.get(unit).entrySet()) {
        double[] state = states.get(unit).get(weights.getKey()).numbers();
        for (int i = 0; i < state.length; i++) {
          weighted += weights.getValue().numbers()[i] * state[i];
        }
      }
    }
    return scale * (squares / 2 + weighted);
  }
}
