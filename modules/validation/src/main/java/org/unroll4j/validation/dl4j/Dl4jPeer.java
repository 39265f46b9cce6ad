package org.unroll4j.validation.dl4j;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.Directions;
import org.unroll4j.validation.peer.Names;
import org.unroll4j.validation.peer.Padding;
import org.unroll4j.validation.peer.Peer;
import org.unroll4j.validation.peer.Structure;
import org.unroll4j.validation.peer.Walk;
import org.unroll4j.validation.register.Dl4jDivergence;
import org.unroll4j.validation.register.Product;

/**
 * Deeplearning4j: {@code LSTM}, {@code GravesLSTM}, {@code SimpleRnn}, {@code Bidirectional} and
 * {@code LastTimeStep}, used as its documentation says. What it puts out at steps that the mask
 * excludes is not looked at.
 */
public final class Dl4jPeer implements Peer {

  /** The name of this peer. */
  public static final String ID = "dl4j";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("label", Product.DL4J.nameAndVersion());
    return facts;
  }

  @Override
  public Optional<String> refusal(Case asked) {
    Structure structure = asked.structure();
    return switch (structure.cell()) {
      case GRU_RESET_AFTER, GRU_RESET_BEFORE -> Optional.of("has no GRU");
      case LSTM_PROJECTION -> Optional.of("has no LSTM with projection");
      case RNN_TANH, RNN_RELU, LSTM, LSTM_PEEPHOLES -> refusalOfOption(asked);
    };
  }

  private static Optional<String> refusalOfOption(Case asked) {
    Structure structure = asked.structure();
    if (structure.twoBiases()) {
      return Optional.of("its layers have one bias");
    }
    if (structure.directions() == Directions.BACKWARD) {
      return Optional.of("no layer walks backward alone");
    }
    return Optional.empty();
  }

  @Override
  public Answer answer(Case asked) {
    boolean both = asked.structure().directions() == Directions.BOTH;
    return switch (asked.walk().kind()) {
      case STEPS -> new StateAnswer(asked).stepByStep();
      case SEGMENTS -> new SegmentsAnswer(asked).answer();
      case EVALUATION -> new StateAnswer(asked).evaluation();
      case WHOLE -> {
        if (asked.hasInitialStates()) {
          yield new StateAnswer(asked).fromInitialStates();
        }
        if (!asked.loss().outputsCount()) {
          yield new LastStepAnswer(asked).answer();
        }
        Answer.Builder answer = new WholeAnswer(asked).answer();
        if (both) {
          yield noFinalStates(asked, answer, "Bidirectional keeps no state").build();
        }
        if (asked.padding() != Padding.NONE) {
          yield noFinalStates(asked, answer, "its state runs on through the padding").build();
        }
        yield new StateAnswer(asked).addFinalStates(answer).build();
      }
    };
  }

  private static Answer.Builder noFinalStates(Case asked, Answer.Builder answer, String because) {
    for (String state : asked.structure().stateNames()) {
      answer.notOffered(Names.finalState(state), because);
    }
    return answer;
  }

  @Override
  public Optional<String> divergence(Case asked, String quantity) {
    boolean gradient = quantity.startsWith(Names.gradient(""));
    if (asked.walk().kind() == Walk.Kind.SEGMENTS && gradient) {
      return Optional.of(Dl4jDivergence.TRUNCATED_GRADIENT.id());
    }
    if (!asked.loss().outputsCount() && !gradient) {
      return Optional.of(Dl4jDivergence.LAST_TIME_STEP_ROUNDS_TO_FLOAT.id());
    }
    return ofPadding(asked).map(Dl4jDivergence::id);
  }

  private static Optional<Dl4jDivergence> ofPadding(Case asked) {
    if (asked.structure().directions() == Directions.BOTH) {
      return asked.padding() == Padding.NONE || !asked.structure().cell().hasCellState()
          ? Optional.empty()
          : Optional.of(Dl4jDivergence.BIDIRECTIONAL_READS_PADDING);
    }
    return switch (asked.padding()) {
      case NONE, RIGHT -> Optional.empty();
      case LEFT, HOLES ->
          Optional.of(
              asked.structure().cell().hasCellState()
                  ? Dl4jDivergence.LSTM_IGNORES_MASK
                  : Dl4jDivergence.MASKED_GAP_RESETS_STATE);
    };
  }
}
