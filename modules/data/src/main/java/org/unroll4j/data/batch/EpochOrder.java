package org.unroll4j.data.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Which sequences are in which batch of an epoch: a pure function of seed and epoch. Sequences are
 * shuffled, groups of {@value #BATCHES_PER_GROUP} batches are sorted by length so that little is
 * padded, and the batches are shuffled again so that lengths are mixed over the epoch.
 */
final class EpochOrder {
  private static final int BATCHES_PER_GROUP = 32;

  private EpochOrder() {}

  static List<int[]> shuffled(
      int sequences, IntUnaryOperator length, BatchOptions options, int epoch) {
    SplittableRandom random = new SplittableRandom(mix(options.seed(), epoch));
    List<Integer> all = indices(sequences);
    shuffle(all, random);
    int group = Math.multiplyExact(options.batchSize(), BATCHES_PER_GROUP);
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < sequences; from += group) {
      List<Integer> part = all.subList(from, Math.min(sequences, from + group));
      batches.addAll(cut(part, length, options.batchSize()));
    }
    shuffle(batches, random);
    return batches;
  }

  static List<int[]> byLength(int sequences, IntUnaryOperator length, BatchOptions options) {
    return cut(indices(sequences), length, options.batchSize());
  }

  private static List<int[]> cut(List<Integer> part, IntUnaryOperator length, int batchSize) {
    part.sort(Comparator.comparingInt(length::applyAsInt));
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < part.size(); from += batchSize) {
      batches.add(
          part.subList(from, Math.min(part.size(), from + batchSize)).stream()
              .mapToInt(Integer::intValue)
              .toArray());
    }
    return batches;
  }

  private static List<Integer> indices(int sequences) {
    return new ArrayList<>(IntStream.range(0, sequences).boxed().toList());
  }

  private static <T> void shuffle(List<T> list, SplittableRandom random) {
    for (int i = list.size() - 1; i > 0; i--) {
      Collections.swap(list, i, random.nextInt(i + 1));
    }
  }

  /** Neighbouring epochs and neighbouring seeds must not give streams that resemble each other. */
  private static long mix(long seed, int epoch) {
    return new SplittableRandom(seed).nextLong() ^ new SplittableRandom(~(long) epoch).nextLong();
  }
}
