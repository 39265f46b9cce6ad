package org.unroll4j.peers.pytorch;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/** Padded sequences, longest first, as PyTorch packs them: step by step, valid rows only. */
final class Packing {

  private final int[] lengths;
  private final long[] sizes;
  private final Tensor batchSizes;

  Packing(int[] lengths, int steps) {
    this.lengths = lengths;
    sizes = new long[steps];
    for (int t = 0; t < steps; t++) {
      int step = t;
      sizes[t] = Arrays.stream(lengths).filter(length -> step < length).count();
    }
    batchSizes = Tensor.create(sizes, steps);
  }

  /** How many sequences have each step, [T]. */
  Tensor batchSizes() {
    return batchSizes;
  }

  /** Number of valid steps S over all sequences. */
  int rows() {
    return Arrays.stream(lengths).sum();
  }

  /** [T, N, width] → [S, width] */
  float[] pack(float[] padded, int width) {
    float[] packed = new float[rows() * width];
    copy(padded, packed, width, true);
    return packed;
  }

  /** [S, width] → [T, N, width], zero where there is no step. */
  float[] pad(float[] packed, int width) {
    float[] padded = new float[sizes.length * lengths.length * width];
    copy(padded, packed, width, false);
    return padded;
  }

  private void copy(float[] padded, float[] packed, int width, boolean pack) {
    int row = 0;
    for (int t = 0; t < sizes.length; t++) {
      int count = (int) sizes[t] * width;
      int start = t * lengths.length * width;
      if (pack) {
        System.arraycopy(padded, start, packed, row, count);
      } else {
        System.arraycopy(packed, row, padded, start, count);
      }
      row += count;
    }
  }
}
