package org.unroll4j.dl4j;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.nd4j.linalg.activations.IActivation;

/** Refuses activation functions that a cell does not have. */
final class Activations {

  private Activations() {}

  /**
   * The wanted function, or the first of the supported ones if none was set.
   *
   * @throws IllegalArgumentException if the wanted function is not supported
   */
  static IActivation only(UnrollLayer layer, IActivation wanted, IActivation... supported) {
    if (wanted == null) {
      return supported[0];
    }
    for (IActivation function : supported) {
      if (function.getClass() == wanted.getClass()) {
        return wanted;
      }
    }
    throw new IllegalArgumentException(
        "%s: activation must be %s, but was %s."
            .formatted(
                layer.displayName(),
                Arrays.stream(supported).map(Object::toString).collect(Collectors.joining(" or ")),
                wanted));
  }
}
