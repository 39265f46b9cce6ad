package org.unroll4j.data.batch;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.data.DataException;
import org.unroll4j.data.features.EncodedSequence;
import org.unroll4j.data.labels.LabelledSequence;

/**
 * Padded batches of similar length with random access: {@code batch(epoch, k)} depends on nothing
 * but its arguments, so training can go on inside an epoch after it was stopped.
 */
public final class Batches {
  private final List<EncodedSequence> sequences;
  private final BatchOptions options;
  private final int batchesPerEpoch;
  private volatile Epoch latest;

  private record Epoch(int number, List<int[]> batches) {}

  /**
   * @throws DataException if there is no sequence
   */
  public Batches(List<EncodedSequence> sequences, BatchOptions options) {
    if (sequences.isEmpty()) {
      throw new DataException("Batches: there is no sequence to make a batch of.");
    }
    this.sequences = List.copyOf(sequences);
    this.options = options;
    this.batchesPerEpoch = order(0).size();
  }

  public int batchesPerEpoch() {
    return batchesPerEpoch;
  }

  public int sequenceCount() {
    return sequences.size();
  }

  /** Indices of the sequences in batch k of an epoch. */
  public int[] indices(int epoch, int k) {
    return order(epoch).get(k).clone();
  }

  /** Batch k of an epoch, both counted from 0. */
  public SequenceBatch batch(int epoch, int k) {
    return batch(indices(epoch, k));
  }

  private List<int[]> order(int epoch) {
    int number = options.shuffle() ? epoch : 0;
    Epoch known = latest;
    if (known == null || known.number != number) {
      known =
          new Epoch(
              number,
              options.shuffle()
                  ? EpochOrder.shuffled(sequences.size(), this::length, options, number)
                  : EpochOrder.byLength(sequences.size(), this::length, options));
      latest = known;
    }
    return known.batches;
  }

  private int length(int sequence) {
    return Math.min(sequences.get(sequence).length(), options.maxLength());
  }

  private SequenceBatch batch(int[] members) {
    int steps = 0;
    for (int member : members) {
      steps = Math.max(steps, length(member));
    }
    EncodedSequence shape = sequences.get(members[0]);
    int columns = shape.categories().length;
    int channels = shape.numbers().length;
    float[][] categories = new float[columns][members.length * steps];
    float[] numbers = new float[members.length * channels * steps];
    float[] labels = new float[members.length * steps];
    float[] featuresMask = new float[members.length * steps];
    float[] labelsMask = new float[members.length * steps];
    for (int n = 0; n < members.length; n++) {
      EncodedSequence sequence = sequences.get(members[n]);
      int length = length(members[n]);
      int skip = sequence.length() - length;
      for (int t = 0; t < length; t++) {
        int at = n * steps + t;
        featuresMask[at] = 1;
        byte label = sequence.labels()[skip + t];
        labelsMask[at] = label == LabelledSequence.MASKED ? 0 : 1;
        labels[at] = label == 1 ? 1 : 0;
        for (int c = 0; c < columns; c++) {
          categories[c][at] = sequence.categories()[c][skip + t];
        }
      }
      for (int c = 0; c < channels; c++) {
        System.arraycopy(sequence.numbers()[c], skip, numbers, (n * channels + c) * steps, length);
      }
    }
    long size = members.length;
    List<INDArray> columnArrays = new ArrayList<>();
    for (float[] column : categories) {
      columnArrays.add(array(column, size, 1, steps));
    }
    return new SequenceBatch(
        columnArrays,
        array(numbers, size, channels, steps),
        array(labels, size, 1, steps),
        array(featuresMask, size, steps),
        array(labelsMask, size, steps),
        members);
  }

  private INDArray array(float[] values, long... shape) {
    return Nd4j.createFromArray(values).reshape('c', shape).castTo(options.dataType());
  }
}
