package org.unroll4j.vector;

import java.util.Arrays;

/**
 * Arrays that are used again, so that a training step need not allocate: the pages of a fresh large
 * array are cleared and mapped at first touch, which takes longer than some products.
 */
final class Buffers {

  private final Shelf<float[]> shelf = new Shelf<>(array -> array.length);

  /** An array of at least this length and not much more; whatever it holds is rubbish. */
  float[] take(long length) {
    int needed = requireArray(length);
    float[] array = shelf.take(needed);
    return array == null ? new float[needed] : array;
  }

  /** As {@link #take}, all zero. */
  float[] takeZeros(long length) {
    float[] array = take(length);
    Arrays.fill(array, 0, (int) length, 0);
    return array;
  }

  /** Takes arrays back; null is ignored. Whoever gave an array must not touch it any more. */
  void give(float[]... arrays) {
    for (float[] array : arrays) {
      if (array != null) {
        shelf.give(array);
      }
    }
  }

  /** The length of an array that has to be possible. */
  static int requireArray(long length) {
    if (length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "Engine 'vector': a pass of this size needs an array of %d numbers, more than Java has; use fewer steps or sequences at a time, or keep only every k-th state (recomputeEvery)."
              .formatted(length));
    }
    return (int) length;
  }
}
