package org.unroll4j.validation.differences;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.Names;
import org.unroll4j.validation.peer.NumberType;
import org.unroll4j.validation.peer.Peer;
import org.unroll4j.validation.peer.Values;

/**
 * The arbiter: the equations in plain loops, in double, and their gradients by central differences.
 * Of a large array only some elements are differentiated, drawn anew for each array.
 */
public final class DifferencesPeer implements Peer {

  /** The name of this peer. */
  public static final String ID = "differences";

  private final Sample sample;

  /** Differentiates arrays of up to 64 elements completely, and 8 elements of larger ones. */
  public DifferencesPeer() {
    this.sample = new Sample(64, 8);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("label", "Plain loops and central differences");
    facts.put("elements", sample.toString());
    return facts;
  }

  @Override
  public Optional<String> refusal(Case asked) {
    return asked.type() == NumberType.DOUBLE
        ? Optional.empty()
        : Optional.of("differences of floats are too coarse");
  }

  @Override
  public Answer answer(Case asked) {
    PlainStack.Output output = PlainStack.forward(asked);
    Answer.Builder answer =
        new Answer.Builder()
            .put(Names.OUTPUTS, output.outputs())
            .putFinalStates(output.finalStates())
            .putLoss(asked, output.outputs(), output.finalStates());
    if (asked.walk().goesBack()) {
      new Gradients(asked).addTo(answer);
    }
    return answer.build();
  }

  private final class Gradients {
    private final Case asked;
    private final SegmentedLoss loss;

    Gradients(Case asked) {
      this.asked = asked;
      this.loss = new SegmentedLoss(asked);
    }

    void addTo(Answer.Builder answer) {
      put(answer, Names.GRADIENT_OF_X, List.of(loss.x()));
      putPerUnit(answer, loss.parameters(), Names::gradient);
      putPerUnit(answer, loss.initialStates(), Names::gradientOfInitial);
    }

    private void putPerUnit(
        Answer.Builder answer, List<Map<String, Values>> units, UnaryOperator<String> quantity) {
      for (String name : units.get(0).keySet()) {
        put(answer, quantity.apply(name), units.stream().map(unit -> unit.get(name)).toList());
      }
    }

    private void put(Answer.Builder answer, String quantity, List<Values> variables) {
      if (asked.quantities().contains(quantity)) {
        List<Values> gradients = new ArrayList<>();
        variables.forEach(variable -> differentiate(quantity, variable).ifPresent(gradients::add));
        if (gradients.size() == variables.size()) {
          answer.put(quantity, gradients);
        } else {
          answer.notOffered(quantity, "kinks are too near for differences");
        }
      }
    }

    /**
     * Moves elements of a variable that the loss depends on, and puts them back. Known are those
     * whose derivative differences can tell; nothing is returned if there is none.
     */
    private Optional<Values> differentiate(String name, Values variable) {
      int[] moved = sample.of(name, variable);
      double[] gradient = new double[variable.length()];
      for (int i : moved) {
        gradient[i] = derivative(variable, i);
      }
      int[] told = Arrays.stream(moved).filter(i -> !Double.isNaN(gradient[i])).toArray();
      if (told.length == variable.length()) {
        return Optional.of(Values.of(gradient, variable.shape()));
      }
      return told.length == 0
          ? Optional.empty()
          : Optional.of(new Values(variable.shape(), gradient, told));
    }

    private double derivative(Values variable, int i) {
      double value = variable.numbers()[i];
      double derivative =
          Derivative.of(
              delta -> {
                variable.numbers()[i] = value + delta;
                List<PlainStack.Output> above = loss.outputs();
                variable.numbers()[i] = value - delta;
                List<PlainStack.Output> below = loss.outputs();
                return loss.difference(above, below);
              });
      variable.numbers()[i] = value;
      return derivative;
    }
  }
}
