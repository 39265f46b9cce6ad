package org.unroll4j.vector;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/**
 * Arrays that are used again, so that a training step need not allocate: the pages of a fresh large
 * array are cleared and mapped at first touch, which takes longer than some products. Under memory
 * pressure the arrays at rest are collected.
 */
final class Buffers {

  /** At rest, at most; a network of a few layers uses fewer. */
  private static final int CAPACITY = 64;

  private final Deque<SoftReference<float[]>> atRest = new ArrayDeque<>();

  /** An array of at least this length and not much more; whatever it holds is rubbish. */
  synchronized float[] take(long length) {
    int needed = requireArray(length);
    for (Iterator<SoftReference<float[]>> i = atRest.iterator(); i.hasNext(); ) {
      float[] array = i.next().get();
      if (array == null) {
        i.remove();
      } else if (array.length >= needed && array.length / 2 <= needed) {
        i.remove();
        return array;
      }
    }
    return new float[needed];
  }

  /** As {@link #take}, all zero. */
  float[] takeZeros(long length) {
    float[] array = take(length);
    Arrays.fill(array, 0, (int) length, 0);
    return array;
  }

  /** Takes arrays back; null is ignored. Whoever gave an array must not touch it any more. */
  synchronized void give(float[]... arrays) {
    for (float[] array : arrays) {
      if (array != null) {
        atRest.addFirst(new SoftReference<>(array));
      }
    }
    while (atRest.size() > CAPACITY) {
      atRest.removeLast();
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
