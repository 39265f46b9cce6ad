package org.unroll4j.validation.differences;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.unroll4j.validation.peer.Values;

/**
 * Which elements of an array are differentiated.
 *
 * @param completeUpTo arrays of so many elements are differentiated completely
 * @param elements how many of a larger one, the first and the last among them
 */
record Sample(int completeUpTo, int elements) {

  /** Flat indices, ascending. */
  int[] of(String name, Values variable) {
    int length = variable.length();
    if (length <= completeUpTo) {
      return variable.indices();
    }
    SplittableRandom random = new SplittableRandom(31L * name.hashCode() + length);
    return IntStream.concat(IntStream.of(0, length - 1), random.ints(0, length))
        .distinct()
        .limit(elements)
        .sorted()
        .toArray();
  }

  @Override
  public String toString() {
    return "all of arrays with up to %d elements, %d of larger ones"
        .formatted(completeUpTo, elements);
  }
}
