package org.unroll4j.data.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.data.DataException;
import org.unroll4j.data.batch.SequenceBatch;
import org.unroll4j.data.series.Missing;
import org.unroll4j.data.series.SeriesTable;

class WindowBatchesTest {

  @Property(tries = 80)
  void anEpochHasEveryWindowOnce(@ForAll long seed) {
    Random random = new Random(seed);
    RandomSeries series = new RandomSeries(random, "1h", Missing.ABSENT);
    SeriesTable table = series.table();
    WindowConfig config =
        new WindowConfig(1 + random.nextInt(9), 1 + random.nextInt(5), true, List.of());
    WindowEncoder encoder = WindowEncoder.fit(table, series.steps, config);
    int first = random.nextInt(series.steps / 2);
    int last = first + config.horizon() + random.nextInt(series.steps / 2 - 5);
    WindowRange range = new WindowRange(first, last, 1 + random.nextInt(7));
    Set<Origin> expected = expected(table, config, range);
    int size = 1 + random.nextInt(60);
    WindowOptions options = new WindowOptions(size, 0, random.nextBoolean(), seed);
    if (expected.isEmpty()) {
      assertThatThrownBy(() -> new WindowBatches(table, encoder, range, options))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("no series has a window");
      return;
    }
    WindowBatches batches = new WindowBatches(table, encoder, range, options);
    assertThat(batches.windows()).isEqualTo(expected.size());
    List<Origin> all = new ArrayList<>();
    for (int k = 0; k < batches.batchesPerEpoch(); k++) {
      all.addAll(batches.origins(3, k));
      assertThat(batches.origins(3, k)).hasSizeLessThanOrEqualTo(size);
    }
    assertThat(all).hasSameSizeAs(expected);
    assertThat(new HashSet<>(all)).isEqualTo(expected);
    WindowBatches some =
        new WindowBatches(table, encoder, range, new WindowOptions(size, 5, true, seed));
    assertThat(some.windowsPerEpoch()).isEqualTo(Math.min(5, expected.size()));
    assertThat(new HashSet<>(some.origins(0, 0))).hasSize(Math.min(size, Math.min(5, all.size())));
  }

  private static Set<Origin> expected(SeriesTable table, WindowConfig config, WindowRange range) {
    Set<Origin> origins = new HashSet<>();
    int needed = Math.min(config.context(), 24);
    for (int s = 0; s < table.size(); s++) {
      for (int o = range.firstTarget() - 1;
          o + config.horizon() <= range.lastTarget();
          o += range.stride()) {
        if (o - table.first(s) + 1 >= needed && o + 1 < table.end(s)) {
          origins.add(new Origin(s, o));
        }
      }
    }
    return origins;
  }

  /** The loss looks at steps of the range that have a value, and is told how many there are. */
  @Property(tries = 40)
  void labelsLieInTheRange(@ForAll long seed, @ForAll boolean direct) {
    Random random = new Random(seed);
    RandomSeries series = new RandomSeries(random, "1h", Missing.MASKED);
    SeriesTable table = series.table();
    WindowConfig config =
        new WindowConfig(2 + random.nextInt(20), 1 + random.nextInt(5), direct, List.of());
    WindowEncoder encoder = WindowEncoder.fit(table, series.steps, config);
    WindowRange range = new WindowRange(25, series.steps, 1);
    WindowBatches batches =
        new WindowBatches(table, encoder, range, new WindowOptions(7, 0, true, seed));
    double labels = 0;
    for (int k = 0; k < batches.batchesPerEpoch(); k++) {
      labels += check(batches, k, table, config);
    }
    double perBatch = labels / batches.windows() * Math.min(7, batches.windows());
    assertThat(batches.labelsPerBatch()).isEqualTo(Math.max(1, perBatch), within());
  }

  private static Offset<Double> within() {
    return Offset.offset(1e-9);
  }

  private static double check(
      WindowBatches batches, int k, SeriesTable table, WindowConfig config) {
    SequenceBatch batch = batches.batch(1, k);
    List<Origin> origins = batches.origins(1, k);
    INDArray mask = batch.labelsMask();
    for (int n = 0; n < origins.size(); n++) {
      assertThat(batch.sequenceIndex()[n]).isEqualTo(origins.get(n).series());
      for (int i = 0; i < config.steps(); i++) {
        int t = origins.get(n).step() - config.context() + 1 + i;
        float y = table.value(origins.get(n).series(), t);
        boolean late = config.stepwise() ? i >= (config.context() + 1) / 2 : i >= config.context();
        boolean label = late && t >= 25 && !Float.isNaN(y);
        assertThat(mask.getDouble(n, i)).isEqualTo(label ? 1 : 0);
        assertThat(batch.labels().getDouble(n, 0, i)).isEqualTo(Float.isNaN(y) ? 0 : y);
      }
    }
    return mask.sumNumber().doubleValue();
  }

  /** The order is a function of seed and epoch, and a batch needs none before it. */
  @Test
  void ordersBySeedAndEpoch() {
    RandomSeries series = new RandomSeries(new Random(8), "1h", Missing.ZERO);
    SeriesTable table = series.table();
    WindowEncoder encoder =
        WindowEncoder.fit(table, series.steps, new WindowConfig(9, 2, false, List.of()));
    WindowRange range = new WindowRange(10, series.steps - 1, 1);
    WindowBatches one = new WindowBatches(table, encoder, range, new WindowOptions(16, 0, true, 5));
    WindowBatches same =
        new WindowBatches(table, encoder, range, new WindowOptions(16, 0, true, 5));
    WindowBatches other =
        new WindowBatches(table, encoder, range, new WindowOptions(16, 0, true, 6));
    assertThat(same.origins(4, 1)).isEqualTo(one.origins(4, 1));
    assertThat(same.batch(4, 1).numbers()).isEqualTo(one.batch(4, 1).numbers());
    assertThat(one.origins(5, 1)).isNotEqualTo(one.origins(4, 1));
    assertThat(other.origins(4, 1)).isNotEqualTo(one.origins(4, 1));
  }

  /** Every place is equally likely to come first, and the order is one of all numbers. */
  @Test
  void permutes() {
    for (long size : new long[] {1, 2, 3, 7, 64, 65, 1000}) {
      Permutation order = new Permutation(size, new SplittableRandom(size));
      Set<Long> seen = new HashSet<>();
      for (long i = 0; i < size; i++) {
        seen.add(order.at(i));
      }
      assertThat(seen).hasSize((int) size).allMatch(number -> number >= 0 && number < size);
    }
    SplittableRandom random = new SplittableRandom(99);
    int[] counts = new int[10];
    for (int i = 0; i < 20_000; i++) {
      counts[(int) new Permutation(10, random).at(3)]++;
    }
    assertThat(Arrays.stream(counts).min().orElseThrow()).isGreaterThan(1800);
    assertThat(Arrays.stream(counts).max().orElseThrow()).isLessThan(2200);
  }
}
