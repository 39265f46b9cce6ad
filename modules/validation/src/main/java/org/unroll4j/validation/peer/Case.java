package org.unroll4j.validation.peer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One question to a peer.
 *
 * @param option what is special about it, for readers: {@code both directions}
 * @param type the type to compute in
 * @param structure what is computed
 * @param padding where steps are missing
 * @param walk how the sequences are gone through
 * @param data the numbers that go in
 * @param loss what the gradients are gradients of
 * @param quantities the names of what is asked for
 */
public record Case(
    String option,
    NumberType type,
    Structure structure,
    Padding padding,
    Walk walk,
    Data data,
    Loss loss,
    List<String> quantities) {

  /** A copy of the list is kept. */
  public Case {
    quantities = List.copyOf(quantities);
  }

  /** The number of steps of each sequence, [N]; for padding on the right, or none. */
  public int[] lengths() {
    Structure.Sizes sizes = structure.sizes();
    int[] lengths = new int[sizes.batch()];
    for (int i = 0; i < data.valid().length; i++) {
      lengths[i % lengths.length] += data.valid()[i] ? 1 : 0;
    }
    return lengths;
  }

  /** Whether an initial state other than zero is given. */
  public boolean hasInitialStates() {
    return data.initialStates().stream()
        .flatMap(unit -> unit.values().stream())
        .anyMatch(state -> Arrays.stream(state.numbers()).anyMatch(v -> v != 0));
  }

  /** The same question at other parameters. */
  public Case withParameters(List<Map<String, Values>> parameters) {
    return new Case(
        option, type, structure, padding, walk, data.withParameters(parameters), loss, quantities);
  }

  /** The same question in another type; the numbers stay. */
  public Case in(NumberType other) {
    return new Case(option, other, structure, padding, walk, data, loss, quantities);
  }
}
