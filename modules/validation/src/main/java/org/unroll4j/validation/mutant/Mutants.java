package org.unroll4j.validation.mutant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.CellKind;
import org.unroll4j.validation.peer.Data;
import org.unroll4j.validation.peer.Directions;
import org.unroll4j.validation.peer.Loss;
import org.unroll4j.validation.peer.Names;
import org.unroll4j.validation.peer.Padding;
import org.unroll4j.validation.peer.Peer;
import org.unroll4j.validation.peer.Structure;
import org.unroll4j.validation.peer.Values;
import org.unroll4j.validation.peer.Walk;

/**
 * The mistakes that re-implementations of recurrent networks make.
 *
 * @param right the engine that has none of them
 */
record Mutants(Peer right) {

  private static final Set<String> WITH_GATES =
      Set.of(Names.INPUT_WEIGHTS, Names.RECURRENT_WEIGHTS, Names.BIAS, Names.RECURRENT_BIAS);
  private static final Set<String> SECOND_BIASES =
      Set.of(Names.RECURRENT_BIAS, Names.CANDIDATE_BIAS);
  private static final Set<String> INITIAL_GRADIENTS =
      Set.of(Names.gradientOfInitial(Names.HIDDEN), Names.gradientOfInitial(Names.CELL));

  List<Mutant> all() {
    return List.of(
        new Mutant("two gates swapped", this::gatesSwapped, (c, q) -> gates(c) > 1),
        new Mutant("bias forgotten", c -> without(c, Set.of(Names.BIAS)), (c, q) -> true),
        new Mutant(
            "bias of the recurrent side forgotten",
            c -> without(c, SECOND_BIASES),
            (c, q) -> hasSecondBias(c)),
        new Mutant("reset on the wrong side", this::resetElsewhere, (c, q) -> isGru(c)),
        new Mutant(
            "peepholes in another order",
            c -> right.answer(Edits.parameters(c, Set.of(Names.PEEPHOLES), otherOrder(c))),
            (c, q) -> c.structure().cell() == CellKind.LSTM_PEEPHOLES),
        new Mutant("mask off by one", this::maskOffByOne, (c, q) -> c.padding() != Padding.NONE),
        new Mutant(
            "truncation that leaks",
            c -> right.answer(segments(c) ? Edits.walk(c, Walk.WHOLE) : c),
            (c, q) -> segments(c) && isGradient(q)),
        new Mutant(
            "final state of the reverse direction at the wrong end",
            this::wrongEnd,
            (c, q) ->
                c.structure().directions() != Directions.FORWARD
                    && (q.equals(Names.finalState(Names.HIDDEN))
                        || (q.equals(Names.LOSS) && c.loss().looksAtFinalStates()))),
        new Mutant(
            "gradient of the initial state forgotten",
            c -> Edits.quantities(right.answer(c), INITIAL_GRADIENTS, Edits::zero),
            (c, q) -> INITIAL_GRADIENTS.contains(q)),
        new Mutant(
            "gradient of the final state ignored",
            this::finalStateIgnored,
            (c, q) -> c.loss().looksAtFinalStates() && isGradient(q)),
        new Mutant(
            "state lost between calls",
            this::stateLost,
            (c, q) -> c.walk().kind() == Walk.Kind.STEPS),
        new Mutant(
            "directions swapped",
            this::directionsSwapped,
            (c, q) -> c.structure().directions() == Directions.BOTH));
  }

  private static int gates(Case asked) {
    return asked.structure().cell().gates();
  }

  private static boolean isGru(Case asked) {
    CellKind cell = asked.structure().cell();
    return cell == CellKind.GRU_RESET_AFTER || cell == CellKind.GRU_RESET_BEFORE;
  }

  private static boolean hasSecondBias(Case asked) {
    return asked.data().parameters().get(0).keySet().stream().anyMatch(SECOND_BIASES::contains);
  }

  private static boolean segments(Case asked) {
    return asked.walk().kind() == Walk.Kind.SEGMENTS;
  }

  private static boolean isGradient(String quantity) {
    return quantity.startsWith(Names.gradient(""));
  }

  private static Set<String> gradients(Set<String> parameters) {
    return parameters.stream().map(Names::gradient).collect(Collectors.toUnmodifiableSet());
  }

  private Answer gatesSwapped(Case asked) {
    if (gates(asked) == 1) {
      return right.answer(asked);
    }
    int h = asked.structure().sizes().hidden();
    UnaryOperator<Values> swap = Edits.swap(0, 1, h, gates(asked) * h);
    Answer swapped = right.answer(Edits.parameters(asked, WITH_GATES, swap));
    return Edits.quantities(swapped, gradients(WITH_GATES), swap);
  }

  private Answer without(Case asked, Set<String> biases) {
    Answer answer = right.answer(Edits.parameters(asked, biases, Edits::zero));
    return Edits.quantities(answer, gradients(biases), Edits::zero);
  }

  /** ONNX's order i, o, f read as ours. */
  private static UnaryOperator<Values> otherOrder(Case asked) {
    int h = asked.structure().sizes().hidden();
    return Edits.swap(1, 2, h, 3 * h);
  }

  private Answer resetElsewhere(Case asked) {
    if (!isGru(asked)) {
      return right.answer(asked);
    }
    Structure s = asked.structure();
    CellKind other =
        s.cell() == CellKind.GRU_RESET_AFTER ? CellKind.GRU_RESET_BEFORE : CellKind.GRU_RESET_AFTER;
    Structure mistaken = new Structure(other, s.twoBiases(), s.layers(), s.directions(), s.sizes());
    List<Map<String, Values>> parameters = new ArrayList<>();
    for (int unit = 0; unit < s.units(); unit++) {
      Map<String, Values> ofUnit = new LinkedHashMap<>();
      Map<String, Values> given = asked.data().parameters().get(unit);
      mistaken
          .parameterShapes(unit)
          .forEach(
              (name, shape) -> ofUnit.put(name, given.getOrDefault(name, Values.zeros(shape))));
      parameters.add(ofUnit);
    }
    Answer answer =
        right.answer(Edits.structure(asked, mistaken, asked.data().withParameters(parameters)));
    String lost = Names.gradient(Names.CANDIDATE_BIAS);
    if (!answer.quantities().containsKey(lost) && asked.quantities().contains(lost)) {
      answer
          .quantities()
          .put(lost, Collections.nCopies(s.units(), Values.zeros(s.sizes().hidden())));
    }
    return answer;
  }

  private Answer maskOffByOne(Case asked) {
    if (asked.padding() == Padding.NONE) {
      return right.answer(asked);
    }
    int batch = asked.structure().sizes().batch();
    boolean[] late = asked.data().valid().clone();
    System.arraycopy(asked.data().valid(), 0, late, batch, late.length - batch);
    Data d = asked.data();
    Data shifted = new Data(d.x(), late, d.initialStates(), d.parameters());
    return right.answer(Edits.structure(asked, asked.structure(), shifted));
  }

  /** What a backward direction has seen when it has visited the last step alone. */
  private Answer wrongEnd(Case asked) {
    Answer answer = right.answer(asked);
    Structure s = asked.structure();
    if (s.directions() == Directions.FORWARD) {
      return answer;
    }
    boolean[] lastOnly = asked.data().valid().clone();
    Arrays.fill(lastOnly, 0, lastOnly.length - s.sizes().batch(), false);
    Data d = asked.data();
    Data cut = new Data(d.x(), lastOnly, d.initialStates(), d.parameters());
    String name = Names.finalState(Names.HIDDEN);
    List<Values> wrong = right.answer(Edits.structure(asked, s, cut)).quantities().get(name);
    List<Values> states = new ArrayList<>(answer.quantities().get(name));
    for (int unit = 0; unit < s.units(); unit++) {
      if (s.isBackward(unit)) {
        states.set(unit, wrong.get(unit));
      }
    }
    answer.quantities().put(name, states);
    return withLoss(asked, answer);
  }

  private static Answer withLoss(Case asked, Answer answer) {
    List<Map<String, Values>> states = new ArrayList<>();
    for (int unit = 0; unit < asked.structure().units(); unit++) {
      Map<String, Values> ofUnit = new LinkedHashMap<>();
      for (String name : asked.structure().stateNames()) {
        ofUnit.put(name, answer.quantities().get(Names.finalState(name)).get(unit));
      }
      states.add(ofUnit);
    }
    Values outputs = answer.quantities().get(Names.OUTPUTS).get(0);
    double loss = asked.loss().value(outputs, states, asked.data().valid());
    answer.quantities().put(Names.LOSS, List.of(Values.of(new double[] {loss}, 1)));
    return answer;
  }

  private Answer finalStateIgnored(Case asked) {
    Loss loss = asked.loss();
    Answer answer =
        right.answer(
            Edits.loss(
                asked, new Loss(loss.target(), List.of(), loss.outputsCount(), loss.scale())));
    return withLoss(asked, answer);
  }

  /** Every call begins with the initial state. */
  private Answer stateLost(Case asked) {
    if (asked.walk().kind() != Walk.Kind.STEPS) {
      return right.answer(asked);
    }
    Structure.Sizes sizes = asked.structure().sizes();
    int width = asked.structure().outputSize();
    double[] outputs = new double[sizes.steps() * sizes.batch() * width];
    Answer last = null;
    for (int t = 0; t < sizes.steps(); t++) {
      boolean[] thisOne = new boolean[asked.data().valid().length];
      Arrays.fill(thisOne, t * sizes.batch(), (t + 1) * sizes.batch(), true);
      Data d = asked.data();
      Data step = new Data(d.x(), thisOne, d.initialStates(), d.parameters());
      last = right.answer(Edits.walk(Edits.structure(asked, asked.structure(), step), Walk.WHOLE));
      double[] y = last.quantities().get(Names.OUTPUTS).get(0).numbers();
      int block = sizes.batch() * width;
      System.arraycopy(y, t * block, outputs, t * block, block);
    }
    last.quantities()
        .put(Names.OUTPUTS, List.of(Values.of(outputs, sizes.steps(), sizes.batch(), width)));
    return withLoss(asked, last);
  }

  private Answer directionsSwapped(Case asked) {
    if (asked.structure().directions() != Directions.BOTH) {
      return right.answer(asked);
    }
    Answer answer = right.answer(asked.withParameters(swapped(asked.data().parameters())));
    for (String name : asked.data().parameters().get(0).keySet()) {
      answer.quantities().computeIfPresent(Names.gradient(name), (k, perUnit) -> swapped(perUnit));
    }
    return answer;
  }

  private static <T> List<T> swapped(List<T> perUnit) {
    List<T> swapped = new ArrayList<>(perUnit);
    for (int unit = 0; unit < swapped.size(); unit += 2) {
      Collections.swap(swapped, unit, unit + 1);
    }
    return swapped;
  }
}
