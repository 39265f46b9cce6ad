package org.unroll4j.validation.peer;

import java.util.Arrays;

/**
 * An array, row by row. In a case of type FLOAT every value is a float, widened without loss.
 *
 * @param shape sizes of the dimensions
 * @param numbers as many as the shape says
 * @param known the flat indices that are meant, ascending, where only some elements were computed;
 *     empty if all were. The others are not to be looked at
 */
public record Values(int[] shape, double[] numbers, int[] known) {

  private static final int[] ALL = {};

  /** Checks the count. */
  public Values {
    int length = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (numbers.length != length) {
      throw new IllegalArgumentException(
          "Values: the shape %s has %d elements, but there were %d."
              .formatted(Arrays.toString(shape), length, numbers.length));
    }
  }

  /** A complete array. */
  public static Values of(double[] numbers, int... shape) {
    return new Values(shape, numbers, ALL);
  }

  /** Zeros. */
  public static Values zeros(int... shape) {
    return of(new double[Arrays.stream(shape).reduce(1, Math::multiplyExact)], shape);
  }

  /** Floats, widened. */
  public static Values of(float[] numbers, int... shape) {
    double[] widened = new double[numbers.length];
    Arrays.setAll(widened, i -> numbers[i]);
    return of(widened, shape);
  }

  /** Number of elements. */
  public int length() {
    return numbers.length;
  }

  /** The numbers as floats. */
  public float[] floats() {
    float[] narrowed = new float[numbers.length];
    for (int i = 0; i < narrowed.length; i++) {
      narrowed[i] = (float) numbers[i];
    }
    return narrowed;
  }

  /** Whether every element was computed. */
  public boolean isComplete() {
    return known.length == 0;
  }

  /** The flat indices of the elements that were computed. */
  public int[] indices() {
    if (!isComplete()) {
      return known;
    }
    int[] all = new int[numbers.length];
    Arrays.setAll(all, i -> i);
    return all;
  }

  /** The steps {@code [from, to)} of a time-major array. */
  public Values steps(int from, int to) {
    int block = numbers.length / shape[0];
    int[] part = shape.clone();
    part[0] = to - from;
    return of(Arrays.copyOfRange(numbers, from * block, to * block), part);
  }

  /** A flat index as the index of each dimension: {@code [3, 17]}. */
  public String place(int flat) {
    int[] index = new int[shape.length];
    int rest = flat;
    for (int d = shape.length - 1; d >= 0; d--) {
      index[d] = rest % shape[d];
      rest /= shape[d];
    }
    return Arrays.toString(index);
  }
}
