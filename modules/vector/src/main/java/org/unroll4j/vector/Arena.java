package org.unroll4j.vector;

import java.lang.ref.SoftReference;

/**
 * Memory whose pieces begin at cache lines, as far as Java lets one choose: a vector that lies
 * across two lines takes two loads. The collectors put a large array at the beginning of a region
 * of its own, so that what follows its header by a fixed number of floats begins a line. With a
 * collector that does not, the pieces are as good as any.
 */
final class Arena {

  /** Floats of a cache line. */
  private static final int LINE = 16;

  /** Floats from the end of an array's header (16 bytes) to the next line. */
  private static final int FIRST = 12;

  private final Shelf<Piece> shelf = new Shelf<>(Piece::length);
  private SoftReference<float[]> open = new SoftReference<>(null);
  private int used;

  /**
   * Some floats of an array.
   *
   * @param values the array
   * @param from the first of them
   * @param length how many
   */
  record Piece(float[] values, int from, int length) {}

  /** A piece of at least this length; whatever it holds is rubbish. */
  Piece take(long length) {
    int needed = (Buffers.requireArray(length + FIRST) + LINE - 1) / LINE * LINE;
    Piece piece = shelf.take(needed);
    return piece == null ? cut(needed) : piece;
  }

  private synchronized Piece cut(int length) {
    if (length > chunk()) {
      return new Piece(new float[FIRST + length], FIRST, length);
    }
    float[] array = open.get();
    if (array == null || used + length > array.length) {
      array = new float[FIRST + chunk()];
      open = new SoftReference<>(array);
      used = FIRST;
    }
    Piece piece = new Piece(array, used, length);
    used += length;
    return piece;
  }

  /** Takes a piece back. Whoever gave it must not touch it any more. */
  void give(Piece piece) {
    shelf.give(piece);
  }

  /**
   * Large enough for a region of its own: those of G1 are at most 32 MiB, and a 2048th of the heap.
   */
  private static int chunk() {
    long bytes = Math.min(1L << 24, Math.max(1L << 20, Runtime.getRuntime().maxMemory() >> 10));
    return (int) (bytes / Float.BYTES) / LINE * LINE;
  }
}
