package org.unroll4j.data.batch;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.data.features.EncodedSequence;
import org.unroll4j.data.labels.LabelledSequence;

/** Fills the arrays of one batch; what is not written stays 0, which is padding. */
final class Padding {
  private final int size;
  private final int steps;
  private final int channels;
  private final float[][] categories;
  private final float[] numbers;
  private final float[] labels;
  private final float[] featuresMask;
  private final float[] labelsMask;

  /**
   * Room for a batch.
   *
   * @param size number of sequences N
   * @param steps number of steps T
   * @param shape any sequence: how many columns and channels there are
   */
  Padding(int size, int steps, EncodedSequence shape) {
    this.size = size;
    this.steps = steps;
    this.channels = shape.numbers().length;
    this.categories = new float[shape.categories().length][size * steps];
    this.numbers = new float[size * channels * steps];
    this.labels = new float[size * steps];
    this.featuresMask = new float[size * steps];
    this.labelsMask = new float[size * steps];
  }

  /** Puts the last {@code length} events of a sequence into row n. */
  void put(int n, EncodedSequence sequence, int length) {
    int skip = sequence.length() - length;
    for (int t = 0; t < length; t++) {
      int at = n * steps + t;
      byte label = sequence.labels()[skip + t];
      featuresMask[at] = 1;
      labelsMask[at] = label == LabelledSequence.MASKED ? 0 : 1;
      labels[at] = label == 1 ? 1 : 0;
      for (int c = 0; c < categories.length; c++) {
        categories[c][at] = sequence.categories()[c][skip + t];
      }
    }
    for (int c = 0; c < channels; c++) {
      System.arraycopy(sequence.numbers()[c], skip, numbers, (n * channels + c) * steps, length);
    }
  }

  SequenceBatch batch(int[] members, DataType type) {
    List<INDArray> columns = new ArrayList<>();
    for (float[] column : categories) {
      columns.add(array(type, column, size, 1, steps));
    }
    return new SequenceBatch(
        columns,
        array(type, numbers, size, channels, steps),
        array(type, labels, size, 1, steps),
        array(type, featuresMask, size, steps),
        array(type, labelsMask, size, steps),
        members);
  }

  private static INDArray array(DataType type, float[] values, long... shape) {
    return FloatArrays.of(values, shape).castTo(type);
  }
}
