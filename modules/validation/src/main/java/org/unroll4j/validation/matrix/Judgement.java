package org.unroll4j.validation.matrix;

import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Case;

/** Whether two answers agree in a quantity. */
public final class Judgement {

  private Judgement() {}

  /** Within the tolerance; an answer that lacks the quantity does not agree. */
  public static boolean isEqual(Case asked, String quantity, Answer ours, Answer theirs) {
    return Difference.of(ours, theirs, quantity, asked.structure())
        .filter(d -> d.error() <= Tolerances.of(asked.type(), quantity))
        .isPresent();
  }
}
