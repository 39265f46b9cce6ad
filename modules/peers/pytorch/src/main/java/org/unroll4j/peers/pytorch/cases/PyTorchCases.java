package org.unroll4j.peers.pytorch.cases;

import java.util.Optional;
import org.unroll4j.peers.pytorch.Scopes;
import org.unroll4j.peers.worker.CaseAnswers;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.CellKind;
import org.unroll4j.validation.peer.Directions;
import org.unroll4j.validation.peer.Padding;
import org.unroll4j.validation.peer.Walk;

/** PyTorch's recurrent modules and autograd, in float and double. */
public final class PyTorchCases implements CaseAnswers {

  @Override
  public Optional<String> refusal(Case asked) {
    if (asked.structure().cell() == CellKind.LSTM_PEEPHOLES) {
      return Optional.of("nn.LSTM has no peepholes");
    }
    if (asked.structure().cell() == CellKind.GRU_RESET_BEFORE) {
      return Optional.of("nn.GRU resets after the product");
    }
    if (asked.structure().directions() == Directions.BACKWARD) {
      return Optional.of("a module walks forward or both ways");
    }
    if (asked.padding() == Padding.LEFT || asked.padding() == Padding.HOLES) {
      return Optional.of("a packed sequence is padded on the right");
    }
    if (asked.padding() == Padding.RIGHT && isInPieces(asked.walk())) {
      return Optional.of("a packed sequence is computed as a whole");
    }
    return Optional.empty();
  }

  private static boolean isInPieces(Walk walk) {
    return walk.kind() == Walk.Kind.SEGMENTS || walk.kind() == Walk.Kind.STEPS;
  }

  @Override
  public Answer answer(Case asked) {
    int steps = asked.structure().sizes().steps();
    return switch (asked.walk().kind()) {
      case WHOLE -> Scopes.scoped(() -> new Passes(asked).answer(steps));
      case SEGMENTS -> Scopes.scoped(() -> new Passes(asked).answer(asked.walk().segmentSteps()));
      case STEPS -> Scopes.withoutGradients(() -> new Passes(asked).answer(1));
      case EVALUATION -> Scopes.withoutGradients(() -> new Passes(asked).answer(steps));
    };
  }
}
