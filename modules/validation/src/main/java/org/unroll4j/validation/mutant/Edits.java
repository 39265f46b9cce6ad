package org.unroll4j.validation.mutant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.Data;
import org.unroll4j.validation.peer.Loss;
import org.unroll4j.validation.peer.Structure;
import org.unroll4j.validation.peer.Values;
import org.unroll4j.validation.peer.Walk;

/** Small changes of cases and answers. */
final class Edits {

  private Edits() {}

  /** The case with some of its parameters changed. */
  static Case parameters(Case asked, Set<String> names, UnaryOperator<Values> change) {
    List<Map<String, Values>> changed = new ArrayList<>();
    for (Map<String, Values> unit : asked.data().parameters()) {
      Map<String, Values> ofUnit = new LinkedHashMap<>();
      unit.forEach(
          (name, values) -> ofUnit.put(name, names.contains(name) ? change.apply(values) : values));
      changed.add(ofUnit);
    }
    return asked.withParameters(changed);
  }

  /** The answer with some of its quantities changed. */
  static Answer quantities(Answer answer, Set<String> names, UnaryOperator<Values> change) {
    Answer.Builder edited = new Answer.Builder();
    answer
        .quantities()
        .forEach(
            (name, perUnit) ->
                edited.put(
                    name, names.contains(name) ? perUnit.stream().map(change).toList() : perUnit));
    return edited.build();
  }

  /** Zeros of the same shape. */
  static Values zero(Values values) {
    return Values.zeros(values.shape());
  }

  /** Two blocks of columns in each other's place. */
  static UnaryOperator<Values> swap(int first, int second, int width, int columns) {
    return values -> {
      double[] swapped = values.numbers().clone();
      for (int i = 0; i < swapped.length; i++) {
        int block = i % columns / width;
        int other = block == first ? second : block == second ? first : block;
        swapped[i] = values.numbers()[i + (other - block) * width];
      }
      return Values.of(swapped, values.shape());
    };
  }

  static Case structure(Case asked, Structure structure, Data data) {
    return new Case(
        asked.option(),
        asked.type(),
        structure,
        asked.padding(),
        asked.walk(),
        data,
        asked.loss(),
        asked.quantities());
  }

  static Case walk(Case asked, Walk walk) {
    return new Case(
        asked.option(),
        asked.type(),
        asked.structure(),
        asked.padding(),
        walk,
        asked.data(),
        asked.loss(),
        asked.quantities());
  }

  static Case loss(Case asked, Loss loss) {
    return new Case(
        asked.option(),
        asked.type(),
        asked.structure(),
        asked.padding(),
        asked.walk(),
        asked.data(),
        loss,
        asked.quantities());
  }
}
