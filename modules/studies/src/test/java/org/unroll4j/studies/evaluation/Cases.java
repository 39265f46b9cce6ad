package org.unroll4j.studies.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Predictions for tests. */
final class Cases {

  private Cases() {}

  /** One session, one user and one step per prediction. */
  static Predictions of(double[] probability, int... labels) {
    int n = labels.length;
    int[] index = new int[n];
    Arrays.setAll(index, i -> i);
    int[] ones = new int[n];
    Arrays.fill(ones, 1);
    return new Predictions(
        new Moments(index, ones, index.clone(), new long[n], bytes(labels)), probability);
  }

  /** Sessions of 1 to 9 events; probabilities lean towards the labels, and many of them tie. */
  static Predictions random(long seed, int n) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] sequence = new int[n];
    int[] step = new int[n];
    int[] user = new int[n];
    byte[] label = new byte[n];
    double[] probability = new double[n];
    int left = 0;
    for (int i = 0; i < n; i++) {
      boolean next = left-- == 0;
      left = next ? random.nextInt(9) : left;
      sequence[i] = i == 0 ? 0 : sequence[i - 1] + (next ? 1 : 0);
      step[i] = next ? 1 : step[i - 1] + 1;
      user[i] = 100 + sequence[i] / 3;
      label[i] = (byte) (random.nextDouble() < 0.3 ? 1 : 0);
      double p = random.nextDouble();
      p = label[i] == 1 ? Math.sqrt(p) : p;
      probability[i] = random.nextBoolean() ? p : Math.round(p * 7) / 7.0;
    }
    return new Predictions(new Moments(sequence, step, user, new long[n], label), probability);
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
