package org.unroll4j.data.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.unroll4j.data.DataException;
import org.unroll4j.data.features.EncodedSequence;

class BatchesTest {

  private static List<EncodedSequence> sequences(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = 1 + random.nextInt(11);
      int[][] categories = new int[2][];
      float[][] numbers = new float[3][];
      Arrays.setAll(categories, c -> random.ints(length, 1, 9).toArray());
      for (int c = 0; c < numbers.length; c++) {
        numbers[c] = new float[length];
        for (int t = 0; t < length; t++) {
          numbers[c][t] = (float) (1 + random.nextDouble());
        }
      }
      byte[] labels = new byte[length];
      for (int t = 0; t < length; t++) {
        labels[t] = (byte) (random.nextInt(3) - 1);
      }
      sequences.add(new EncodedSequence(categories, numbers, labels));
    }
    return sequences;
  }

  private static Batches batches(long data, int count, int batchSize, long seed) {
    return new Batches(
        sequences(data, count), new BatchOptions(batchSize, 7, true, seed, DataType.FLOAT));
  }

  private static int[] order(Batches batches, int epoch) {
    return IntStream.range(0, batches.batchesPerEpoch())
        .flatMap(k -> Arrays.stream(batches.indices(epoch, k)))
        .toArray();
  }

  @Property(tries = 40)
  void everyEpochIsAPermutationAndAPureFunctionOfSeedAndEpoch(
      @ForAll long data,
      @ForAll @IntRange(min = 1, max = 500) int count,
      @ForAll @IntRange(min = 1, max = 13) int batchSize,
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 1000) int epoch) {
    Batches batches = batches(data, count, batchSize, seed);
    int[] order = order(batches, epoch);
    assertThat(Arrays.stream(order).sorted().toArray())
        .containsExactly(IntStream.range(0, count).toArray());
    order(batches, epoch + 1);
    assertThat(order(batches, epoch)).containsExactly(order);
    assertThat(order(batches(data, count, batchSize, seed), epoch)).containsExactly(order);
  }

  @Example
  void epochsAndSeedsDiffer() {
    Batches batches = batches(1, 400, 7, 1);
    assertThat(order(batches, 0)).isNotEqualTo(order(batches, 1));
    assertThat(order(batches, 1)).isNotEqualTo(order(batches(1, 400, 7, 2), 1));
  }

  @Property(tries = 15)
  void aBatchHoldsItsSequencesPaddedOnTheRight(
      @ForAll long data, @ForAll @IntRange(min = 1, max = 60) int count) {
    List<EncodedSequence> all = sequences(data, count);
    Batches batches = new Batches(all, new BatchOptions(5, 7, true, 3, DataType.DOUBLE));
    for (int k = 0; k < batches.batchesPerEpoch(); k++) {
      SequenceBatch batch = batches.batch(2, k);
      assertThat(batch.numbers().dataType()).isEqualTo(DataType.DOUBLE);
      for (int n = 0; n < batch.sequenceIndex().length; n++) {
        assertRow(batch, n, all.get(batch.sequenceIndex()[n]));
      }
    }
  }

  private static void assertRow(SequenceBatch batch, int n, EncodedSequence sequence) {
    int kept = Math.min(7, sequence.length());
    int skip = sequence.length() - kept;
    for (int t = 0; t < batch.featuresMask().size(1); t++) {
      boolean valid = t < kept;
      byte label = valid ? sequence.labels()[skip + t] : -1;
      assertThat(batch.featuresMask().getDouble(n, t)).isEqualTo(valid ? 1 : 0);
      assertThat(batch.labelsMask().getDouble(n, t)).isEqualTo(label >= 0 ? 1 : 0);
      assertThat(batch.labels().getDouble(n, 0, t)).isEqualTo(label == 1 ? 1 : 0);
      for (int c = 0; c < 2; c++) {
        assertThat(batch.categories().get(c).getDouble(n, 0, t))
            .isEqualTo(valid ? sequence.categories()[c][skip + t] : 0);
      }
      for (int c = 0; c < 3; c++) {
        assertThat(batch.numbers().getDouble(n, c, t))
            .isEqualTo(valid ? sequence.numbers()[c][skip + t] : 0);
      }
    }
  }

  @Example
  void shapesAreThoseOfDeeplearning4j() {
    SequenceBatch batch = batches(4, 30, 4, 1).batch(0, 0);
    long steps = batch.featuresMask().size(1);
    assertThat(batch.numbers().shape()).containsExactly(4, 3, steps);
    assertThat(batch.labels().shape()).containsExactly(4, 1, steps);
    assertThat(batch.labelsMask().shape()).containsExactly(4, steps);
    MultiDataSet data = batch.toMultiDataSet();
    assertThat(data.getFeatures()).hasSize(3);
    assertThat(data.getFeatures(0).shape()).containsExactly(4, 1, steps);
    assertThat(data.getFeatures(2)).isSameAs(batch.numbers());
    for (INDArray mask : data.getFeaturesMaskArrays()) {
      assertThat(mask).isSameAs(batch.featuresMask());
    }
  }

  @Example
  void littleIsPaddedAndWithoutShufflingTheOrderIsByLength() {
    List<EncodedSequence> all = sequences(8, 500);
    Batches shuffled = new Batches(all, new BatchOptions(10, 100, true, 1, DataType.FLOAT));
    double valid = 0;
    double cells = 0;
    for (int k = 0; k < shuffled.batchesPerEpoch(); k++) {
      INDArray mask = shuffled.batch(0, k).featuresMask();
      valid += mask.sumNumber().doubleValue();
      cells += mask.length();
    }
    assertThat(valid / cells).isGreaterThan(0.85);
    Batches sorted = new Batches(all, new BatchOptions(10, 100, false, 1, DataType.FLOAT));
    int[] lengths = Arrays.stream(order(sorted, 5)).map(i -> all.get(i).length()).toArray();
    assertThat(lengths).isSorted();
    assertThat(order(sorted, 6)).containsExactly(order(sorted, 0));
  }

  @Example
  void refusesNothingAndNonsense() {
    BatchOptions options = new BatchOptions(1, 1, true, 1, DataType.FLOAT);
    assertThatThrownBy(() -> new Batches(List.of(), options)).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> new BatchOptions(0, 1, true, 1, DataType.FLOAT))
        .isInstanceOf(DataException.class);
    assertThatThrownBy(() -> new BatchOptions(1, 1, true, 1, DataType.BOOL))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("BOOL");
  }
}
