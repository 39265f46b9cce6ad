package org.unroll4j.peers.floor;

/** The memory bandwidth of {@code a[i] = b[i] + s · c[i]} over arrays larger than any cache. */
final class Bandwidth {

  private static final long MOST_BYTES = 3L << 29;
  private static final int REPETITIONS = 5;

  private Bandwidth() {}

  /** The best of several passes in GB/s: two arrays read, one written, split over threads. */
  static double triad(int threads) {
    long bytes = Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 2);
    int length = (int) (bytes / 3 / Float.BYTES / threads);
    float[][][] arrays = new float[threads][3][];
    Team.run(threads, thread -> allocate(arrays[thread], length));
    double best = 0;
    for (int i = 0; i < REPETITIONS; i++) {
      long start = System.nanoTime();
      Team.run(threads, thread -> pass(arrays[thread]));
      double nanos = System.nanoTime() - start;
      best = Math.max(best, 3.0 * Float.BYTES * length * threads / nanos);
    }
    return best;
  }

  private static void allocate(float[][] arrays, int length) {
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = new float[length];
      java.util.Arrays.fill(arrays[i], i + 1);
    }
  }

  private static void pass(float[][] arrays) {
    float[] a = arrays[0];
    float[] b = arrays[1];
    float[] c = arrays[2];
    for (int i = 0; i < a.length; i++) {
      a[i] = b[i] + 0.5f * c[i];
    }
  }
}
