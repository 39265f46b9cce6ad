package org.unroll4j.vector;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.ToIntFunction;

/**
 * Memory at rest, to be used again. Under memory pressure what lies here is collected.
 *
 * @param <M> a piece of memory
 */
final class Shelf<M> {

  /** Pieces at rest, at most; a network of a few layers uses fewer. */
  private static final int CAPACITY = 64;

  private final Deque<SoftReference<M>> atRest = new ArrayDeque<>();
  private final ToIntFunction<M> length;

  /** A shelf for pieces of this length. */
  Shelf(ToIntFunction<M> length) {
    this.length = length;
  }

  /** A piece of at least this length and not much more, or null if there is none. */
  synchronized M take(int needed) {
    for (Iterator<SoftReference<M>> i = atRest.iterator(); i.hasNext(); ) {
      M piece = i.next().get();
      if (piece == null) {
        i.remove();
      } else if (fits(length.applyAsInt(piece), needed)) {
        i.remove();
        return piece;
      }
    }
    return null;
  }

  private static boolean fits(int length, int needed) {
    return length >= needed && length / 2 <= needed;
  }

  /** Takes a piece back. Whoever gave it must not touch it any more. */
  synchronized void give(M piece) {
    atRest.addFirst(new SoftReference<>(piece));
    if (atRest.size() > CAPACITY) {
      atRest.removeLast();
    }
  }
}
