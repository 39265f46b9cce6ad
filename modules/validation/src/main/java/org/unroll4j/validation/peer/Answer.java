package org.unroll4j.validation.peer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a peer says to a case.
 *
 * @param quantities by name; one array per unit where a quantity has one for each, else one
 * @param notOffered why a quantity that was asked for is missing, by name
 */
public record Answer(Map<String, List<Values>> quantities, Map<String, String> notOffered) {

  /** Collects an answer. */
  public static final class Builder {
    private final Map<String, List<Values>> quantities = new LinkedHashMap<>();
    private final Map<String, String> notOffered = new LinkedHashMap<>();

    /** A quantity of the whole stack. */
    public Builder put(String quantity, Values values) {
      quantities.put(quantity, List.of(values));
      return this;
    }

    /** A quantity of each unit. */
    public Builder put(String quantity, List<Values> perUnit) {
      quantities.put(quantity, List.copyOf(perUnit));
      return this;
    }

    /** The final states of each unit. */
    public Builder putFinalStates(List<Map<String, Values>> states) {
      states
          .get(0)
          .keySet()
          .forEach(
              name ->
                  put(
                      Names.finalState(name),
                      states.stream().map(unit -> unit.get(name)).toList()));
      return this;
    }

    /** The gradients of the initial states of each unit. */
    public Builder putInitialStateGradients(List<Map<String, Values>> gradients) {
      gradients
          .get(0)
          .keySet()
          .forEach(
              name ->
                  put(
                      Names.gradientOfInitial(name),
                      gradients.stream().map(unit -> unit.get(name)).toList()));
      return this;
    }

    /** The gradients of the parameters of each unit. */
    public Builder putParameterGradients(List<Map<String, Values>> gradients) {
      gradients
          .get(0)
          .keySet()
          .forEach(
              name ->
                  put(
                      Names.gradient(name),
                      gradients.stream().map(unit -> unit.get(name)).toList()));
      return this;
    }

    /** The loss of outputs and final states, as the case defines it. */
    public Builder putLoss(Case asked, Values outputs, List<Map<String, Values>> finalStates) {
      double loss = asked.loss().value(outputs, finalStates, asked.data().valid());
      return put(Names.LOSS, Values.of(new double[] {loss}, 1));
    }

    /** A quantity that the peer does not give. */
    public Builder notOffered(String quantity, String because) {
      notOffered.put(quantity, because);
      return this;
    }

    /** The answer. */
    public Answer build() {
      return new Answer(quantities, notOffered);
    }
  }
}
