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
      if (asked.quantities().contains(Names.GRADIENT_OF_X)) {
        answer.put(Names.GRADIENT_OF_X, differentiate(Names.GRADIENT_OF_X, loss.x()));
      }
      answer.putParameterGradients(perUnit(loss.parameters(), Names::gradient));
      answer.putInitialStateGradients(perUnit(loss.initialStates(), Names::gradientOfInitial));
    }

    private List<Map<String, Values>> perUnit(
        List<Map<String, Values>> variables, UnaryOperator<String> quantity) {
      List<Map<String, Values>> gradients = new ArrayList<>();
      for (Map<String, Values> unit : variables) {
        Map<String, Values> ofUnit = new LinkedHashMap<>();
        unit.forEach(
            (name, variable) -> {
              if (asked.quantities().contains(quantity.apply(name))) {
                ofUnit.put(name, differentiate(name, variable));
              }
            });
        gradients.add(ofUnit);
      }
      return gradients;
    }

    /**
     * Moves elements of a variable that the loss depends on, and puts them back. Known are those
     * whose derivative differences can tell; if it is none, the first is known to be NaN.
     */
    private Values differentiate(String name, Values variable) {
      int[] asked = sample.of(name, variable);
      double[] gradient = new double[variable.length()];
      for (int i : asked) {
        gradient[i] = derivative(variable, i);
      }
      int[] told = Arrays.stream(asked).filter(i -> !Double.isNaN(gradient[i])).toArray();
      if (told.length == variable.length()) {
        return Values.of(gradient, variable.shape());
      }
      return new Values(variable.shape(), gradient, told.length == 0 ? new int[1] : told);
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
