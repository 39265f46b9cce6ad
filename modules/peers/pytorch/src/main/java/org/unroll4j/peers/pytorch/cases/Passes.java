package org.unroll4j.peers.pytorch.cases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.Names;
import org.unroll4j.validation.peer.Structure;
import org.unroll4j.validation.peer.Values;

/**
 * Goes through the sequences of a case in pieces of so many steps, all of them at once for whole
 * sequences. The states are carried from piece to piece, detached; gradients are autograd's, and
 * those of parameters are added up over the pieces.
 */
final class Passes {

  private final Case asked;
  private final Structure structure;
  private final Parameters parameters;
  private final Stack stack;
  private final List<Tensor> outputs = new ArrayList<>();
  private final List<Tensor> gradientsOfX = new ArrayList<>();
  private List<Tensor> parameterGradients = List.of();
  private List<Tensor> initialStateGradients = List.of();

  Passes(Case asked) {
    this.asked = asked;
    structure = asked.structure();
    parameters = new Parameters(asked);
    stack = new Stack(asked, parameters);
  }

  /** The answer, from pieces of so many steps. */
  Answer answer(int stepsOfPiece) {
    Tensor x = Numbers.tensor(asked.data().x(), asked.type());
    List<Tensor> states = initialStates();
    int steps = structure.sizes().steps();
    for (int from = 0; from < steps; from += stepsOfPiece) {
      int count = Math.min(stepsOfPiece, steps - from);
      states = piece(from, leaf(x.narrow(0, from, count)), states);
    }
    Values y = Numbers.values(joined(outputs));
    List<Map<String, Values>> finalStates = perUnit(states);
    Answer.Builder answer =
        new Answer.Builder()
            .put(Names.OUTPUTS, y)
            .putFinalStates(finalStates)
            .putLoss(asked, y, finalStates);
    if (asked.walk().goesBack()) {
      answer
          .putParameterGradients(parameters.named(parameterGradients))
          .put(Names.GRADIENT_OF_X, Numbers.values(joined(gradientsOfX)))
          .putInitialStateGradients(perUnit(initialStateGradients));
    }
    return answer.build();
  }

  /** Forward over some steps, and back where gradients are asked for; returns the final states. */
  private List<Tensor> piece(int from, Tensor x, List<Tensor> carried) {
    List<Tensor> states = carried.stream().map(Passes::leaf).toList();
    Stack.Output result = stack.forward(x, states);
    outputs.add(result.outputs().detach());
    if (asked.walk().goesBack()) {
      back(from, x, states, result);
    }
    return result.states();
  }

  private void back(int from, Tensor x, List<Tensor> states, Stack.Output result) {
    List<Tensor> results = new ArrayList<>(List.of(result.outputs()));
    results.addAll(result.states());
    List<Tensor> given = new ArrayList<>(List.of(gradientOfOutputs(from, result.outputs())));
    structure.stateNames().forEach(name -> given.add(gradientOfFinal(name)));
    List<Tensor> sources = new ArrayList<>(parameters.tensors());
    sources.add(x);
    sources.addAll(states);
    TensorVector gradients =
        torch.grad(
            vector(results), vector(sources), vector(given), new BoolOptional(), false, false);
    List<Tensor> all = new ArrayList<>();
    for (long i = 0; i < gradients.size(); i++) {
      all.add(gradients.get(i));
    }
    int count = parameters.tensors().size();
    boolean isFirst = from == 0;
    parameterGradients =
        isFirst ? all.subList(0, count) : sums(parameterGradients, all.subList(0, count));
    gradientsOfX.add(all.get(count));
    initialStateGradients = isFirst ? all.subList(count + 1, all.size()) : initialStateGradients;
  }

  private Tensor gradientOfOutputs(int from, Tensor y) {
    Values gradient =
        asked.loss().gradientOfOutputs(Numbers.values(y), from, asked.data().valid(), asked.type());
    return Numbers.tensor(gradient, asked.type());
  }

  private Tensor gradientOfFinal(String state) {
    List<Values> units = new ArrayList<>();
    for (int unit = 0; unit < structure.units(); unit++) {
      units.add(asked.loss().gradientOfFinalState(unit, state, structure.stateShape(state)));
    }
    return Numbers.stacked(units, asked.type());
  }

  private List<Tensor> initialStates() {
    return structure.stateNames().stream()
        .map(
            name ->
                Numbers.stacked(
                    asked.data().initialStates().stream().map(unit -> unit.get(name)).toList(),
                    asked.type()))
        .toList();
  }

  /** [units, N, …] by name, per unit. */
  private List<Map<String, Values>> perUnit(List<Tensor> states) {
    List<Map<String, Values>> units = new ArrayList<>();
    for (int unit = 0; unit < structure.units(); unit++) {
      Map<String, Values> named = new LinkedHashMap<>();
      for (int i = 0; i < states.size(); i++) {
        named.put(structure.stateNames().get(i), Numbers.values(states.get(i).select(0, unit)));
      }
      units.add(named);
    }
    return units;
  }

  /** A tensor that nothing is known to come before. */
  private static Tensor leaf(Tensor tensor) {
    return tensor.detach().set_requires_grad(true);
  }

  private static Tensor joined(List<Tensor> pieces) {
    return torch.cat(vector(pieces), 0);
  }

  private static List<Tensor> sums(List<Tensor> left, List<Tensor> right) {
    List<Tensor> sums = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      sums.add(left.get(i).add(right.get(i)));
    }
    return sums;
  }

  private static TensorVector vector(List<Tensor> tensors) {
    return new TensorVector(tensors.toArray(new Tensor[0]));
  }
}
