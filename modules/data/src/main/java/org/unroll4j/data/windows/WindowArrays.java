package org.unroll4j.data.windows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.data.batch.SequenceBatch;

/** The arrays of one batch of N windows while they are filled. */
final class WindowArrays {
  private final int size;
  private final int steps;
  private final int channels;
  final float[] numbers;
  private final float[][] categories;
  private final float[] labels;
  private final float[] labelsMask;
  private final int[] series;

  WindowArrays(int size, int steps, int channels, int categories) {
    this.size = size;
    this.steps = steps;
    this.channels = channels;
    this.numbers = new float[Math.multiplyExact(Math.multiplyExact(size, channels), steps)];
    this.categories = new float[categories][size * steps];
    this.labels = new float[size * 3 * steps];
    this.labelsMask = new float[size * steps];
    this.series = new int[size];
  }

  void category(int c, int n, int index) {
    Arrays.fill(categories[c], n * steps, (n + 1) * steps, index);
  }

  /** Value, scale and stock-out flag; the mask is 1 from step {@code from} to {@code to}. */
  void labels(int n, Window window, int from, int to) {
    series[n] = window.series;
    int at = n * 3 * steps;
    System.arraycopy(window.scale, 0, labels, at + steps, steps);
    System.arraycopy(window.soldOut, 0, labels, at + 2 * steps, steps);
    for (int i = 0; i < steps; i++) {
      boolean known = !Float.isNaN(window.labels[i]);
      labels[at + i] = known ? window.labels[i] : 0;
      labelsMask[n * steps + i] = known && i >= from && i <= to ? 1 : 0;
    }
  }

  SequenceBatch batch() {
    float[] featuresMask = new float[size * steps];
    Arrays.fill(featuresMask, 1);
    List<INDArray> columns =
        IntStream.range(0, categories.length)
            .mapToObj(c -> array(categories[c], size, 1, steps))
            .toList();
    return new SequenceBatch(
        columns,
        array(numbers, size, channels, steps),
        array(labels, size, 3, steps),
        array(featuresMask, size, steps),
        array(labelsMask, size, steps),
        series);
  }

  private static INDArray array(float[] values, long... shape) {
    return Nd4j.createFromArray(values).reshape('c', shape);
  }
}
