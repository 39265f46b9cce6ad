package org.unroll4j.data.windows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.data.batch.FloatArrays;
import org.unroll4j.data.batch.SequenceBatch;

/** The arrays of one batch of N windows, or of one step of each, while they are filled. */
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
    labels(n, window, 0, from, to);
  }

  /** One step of a window, whose channels have been written for all its steps. */
  void step(int n, Window window, float[] written, int step) {
    for (int c = 0; c < channels; c++) {
      numbers[n * channels + c] = written[c * window.shape.steps() + step];
    }
    labels(n, window, step, step, step);
  }

  private void labels(int n, Window window, int first, int from, int to) {
    series[n] = window.series;
    int at = n * 3 * steps;
    System.arraycopy(window.scale, first, labels, at + steps, steps);
    System.arraycopy(window.soldOut, first, labels, at + 2 * steps, steps);
    for (int i = 0; i < steps; i++) {
      float label = window.labels[first + i];
      boolean known = !Float.isNaN(label);
      labels[at + i] = known ? label : 0;
      labelsMask[n * steps + i] = known && first + i >= from && first + i <= to ? 1 : 0;
    }
  }

  SequenceBatch batch() {
    float[] featuresMask = new float[size * steps];
    Arrays.fill(featuresMask, 1);
    List<INDArray> columns =
        IntStream.range(0, categories.length)
            .mapToObj(c -> FloatArrays.of(categories[c], size, 1, steps))
            .toList();
    return new SequenceBatch(
        columns,
        FloatArrays.of(numbers, size, channels, steps),
        FloatArrays.of(labels, size, 3, steps),
        FloatArrays.of(featuresMask, size, steps),
        FloatArrays.of(labelsMask, size, steps),
        series);
  }
}
