package org.unroll4j.peers.work;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The numbers of a work, drawn from its sizes and a fixed seed, so that every process draws the
 * same. Arrays are row by row.
 *
 * @param x inputs, [T, N, F]
 * @param gradOutputs the loss's gradient with respect to the outputs, zero where a step is not
 *     valid, [T, N, H]
 * @param weights what the layer computes with
 * @param lengths the steps of each sequence, longest first, [N]
 * @param classes the right class of each step, [T, N]
 */
public record Problem(
    float[] x, float[] gradOutputs, Weights weights, int[] lengths, int[] classes) {

  private static final long SEED = 20261122;
  private static final double LENGTHS_EXPONENT = 3.24;

  /**
   * The weights, gate blocks side by side in the columns, in the order i, f, g, o or r, z, n.
   *
   * @param input W, [F, G·H]
   * @param recurrent R, [H, G·H]
   * @param bias b, [G·H]
   * @param recurrentBias the bias inside the reset gate of a GRU, [H]; empty for other cells
   * @param head of {@link WorkKind#NETWORK}, [H, classes]; empty for others
   */
  public record Weights(
      float[] input, float[] recurrent, float[] bias, float[] recurrentBias, float[] head) {}

  /** Draws the numbers of a work. */
  public static Problem of(Work work) {
    Work.Size size = work.size();
    int n = size.batch();
    int h = size.hidden();
    int columns = work.cell().gates() * h;
    boolean network = work.kind() == WorkKind.NETWORK;
    boolean withGradients = work.kind() == WorkKind.TRAIN;
    SplittableRandom random = new SplittableRandom(SEED);
    float scale = (float) (1 / Math.sqrt(h));
    Weights weights =
        new Weights(
            uniform(random, size.inputs() * columns, scale),
            uniform(random, h * columns, scale),
            uniform(random, columns, scale),
            uniform(random, work.cell() == CellKind.GRU ? h : 0, scale),
            uniform(random, network ? h * Work.CLASSES : 0, scale));
    int[] lengths = lengths(size);
    float[] x = uniform(random, size.steps() * n * size.inputs(), 1.7f);
    float[] gradients = uniform(random, withGradients ? size.steps() * n * h : 0, 1.7f);
    if (withGradients) {
      clearInvalid(gradients, lengths, h);
    }
    int[] classes = new int[network ? size.steps() * n : 0];
    Arrays.setAll(classes, i -> random.nextInt(Work.CLASSES));
    return new Problem(x, gradients, weights, lengths, classes);
  }

  /**
   * The steps of each sequence: all the same, or from T down to 1 so that few are long; for T = 128
   * and N = 32 their mean is 32.
   */
  static int[] lengths(Work.Size size) {
    int[] lengths = new int[size.batch()];
    for (int i = 0; i < lengths.length; i++) {
      double rest = lengths.length == 1 ? 1 : 1 - i / (lengths.length - 1.0);
      lengths[i] =
          size.ragged()
              ? 1 + (int) Math.round((size.steps() - 1) * Math.pow(rest, LENGTHS_EXPONENT))
              : size.steps();
    }
    return lengths;
  }

  private static float[] uniform(SplittableRandom random, int count, float scale) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (2 * random.nextFloat() - 1) * scale;
    }
    return values;
  }

  private static void clearInvalid(float[] perStep, int[] lengths, int width) {
    int n = lengths.length;
    for (int row = 0; row < perStep.length / width; row++) {
      if (row / n >= lengths[row % n]) {
        Arrays.fill(perStep, row * width, (row + 1) * width, 0);
      }
    }
  }
}
