package org.unroll4j.data.batch;

import java.util.Arrays;
import java.util.List;
import org.unroll4j.data.DataException;
import org.unroll4j.data.features.EncodedSequence;

/**
 * Padded batches of similar length with random access: {@code batch(epoch, k)} depends on nothing
 * but its arguments, so training can go on inside an epoch after it was stopped.
 *
 * <p>A loss that is averaged over the steps of each batch by itself would weigh the steps of short
 * sequences more, and how long a session is tells how it ends: divide by a constant instead, or by
 * the number of sequences.
 */
public final class Batches implements BatchSource {
  private final List<EncodedSequence> sequences;
  private final BatchOptions options;
  private final int batchesPerEpoch;
  private volatile Epoch latest;

  private record Epoch(int number, List<int[]> batches) {}

  /**
   * Batches of the given sequences.
   *
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

  @Override
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

  @Override
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
    int steps = Arrays.stream(members).map(this::length).max().orElseThrow();
    Padding padding = new Padding(members.length, steps, sequences.get(members[0]));
    for (int n = 0; n < members.length; n++) {
      padding.put(n, sequences.get(members[n]), length(members[n]));
    }
    return padding.batch(members, options.dataType());
  }
}
