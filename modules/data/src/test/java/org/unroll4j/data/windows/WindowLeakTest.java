package org.unroll4j.data.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.data.batch.SequenceBatch;
import org.unroll4j.data.series.Missing;
import org.unroll4j.data.series.SeriesTable;

/** Nothing from after the origin reaches a window, and nothing from after a step reaches it. */
class WindowLeakTest {
  private final Random random = new Random();

  private WindowConfig config() {
    List<Integer> lags =
        random.nextInt(3) == 0 ? List.of(1 + random.nextInt(30), 5, 2) : List.<Integer>of();
    return new WindowConfig(
        1 + random.nextInt(40), 1 + random.nextInt(30), random.nextBoolean(), lags);
  }

  private RandomSeries series(Missing missing) {
    String[] frequencies = {"1h", "1h", "6h", "1d", "1w", "3d"};
    return new RandomSeries(random, frequencies[random.nextInt(frequencies.length)], missing);
  }

  private Origin origin(SeriesTable table, int steps) {
    int s = random.nextInt(table.size());
    return new Origin(s, Math.min(steps - 1, table.first(s) + random.nextInt(steps)));
  }

  private static float[] numbers(SequenceBatch batch) {
    return batch.numbers().dup('c').data().asFloat();
  }

  @Property(tries = 150)
  void aForecastKnowsNothingOfTheFuture(@ForAll long seed, @ForAll Missing missing) {
    random.setSeed(seed);
    RandomSeries series = series(missing);
    SeriesTable table = series.table();
    WindowEncoder encoder = WindowEncoder.fit(table, series.steps * 2 / 3, config());
    Origin origin = origin(table, series.steps);
    float[] before = numbers(encoder.encode(table, List.of(origin)));
    SeriesTable other = series.withOtherFuture(origin.step(), random);
    assertThat(Arrays.equals(before, numbers(encoder.encode(other, List.of(origin))))).isTrue();
    SeriesTable view = other.knownAt(origin.step());
    assertThat(Arrays.equals(before, numbers(encoder.encode(view, List.of(origin))))).isTrue();
    if (encoder.state().config().direct()) {
      WindowRange range = new WindowRange(0, series.steps, 1);
      SequenceBatch training = encoder.encode(other, List.of(origin), range);
      assertThat(Arrays.equals(before, numbers(training))).isTrue();
    }
    assertThat(before).doesNotContain(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
    for (float number : before) {
      assertThat(Math.abs(number)).isLessThan(16);
    }
    if (!Float.isNaN(table.value(origin.series(), origin.step()))
        && !Float.isNaN(series.withOther(origin).value(origin.series(), origin.step()))) {
      SeriesTable changed = series.withOther(origin);
      boolean same = Arrays.equals(before, numbers(encoder.encode(changed, List.of(origin))));
      boolean reallyChanged =
          changed.value(origin.series(), origin.step())
              != table.value(origin.series(), origin.step());
      assertThat(same).isEqualTo(!reallyChanged);
    }
  }

  /** In training, too, a step of a window knows nothing of its own time and later. */
  @Property(tries = 150)
  void aStepKnowsNothingOfItself(@ForAll long seed, @ForAll Missing missing) {
    random.setSeed(seed);
    RandomSeries series = series(missing);
    SeriesTable table = series.table();
    WindowConfig some = config();
    WindowConfig config =
        new WindowConfig(some.context(), some.horizon(), some.horizon() == 1, some.lags());
    WindowEncoder encoder = WindowEncoder.fit(table, series.steps * 2 / 3, config);
    Origin origin = origin(table, series.steps);
    WindowRange range = new WindowRange(0, series.steps, 1);
    int steps = config.steps();
    int i = random.nextInt(steps);
    int time = origin.step() - config.context() + 1 + i;
    SeriesTable other = series.withOtherFuture(time - 1, random);
    float[] before = numbers(encoder.encode(table, List.of(origin), range));
    float[] after = numbers(encoder.encode(other, List.of(origin), range));
    int channels = encoder.channelNames().size();
    for (int c = 0; c < channels; c++) {
      for (int j = 0; j <= i; j++) {
        assertThat(after[c * steps + j])
            .as("%s of step %d", encoder.channelNames().get(c), j)
            .isEqualTo(before[c * steps + j]);
      }
    }
  }

  /** A forecast of several steps, one after another, sees what training showed. */
  @Property(tries = 60)
  void imaginedStepsLookLikeSeenOnes(@ForAll long seed) {
    random.setSeed(seed);
    RandomSeries series = series(Missing.ZERO);
    SeriesTable table = series.table();
    WindowConfig config = new WindowConfig(1 + random.nextInt(30), 7, false, List.of());
    WindowEncoder encoder = WindowEncoder.fit(table, series.steps * 2 / 3, config);
    Origin origin = new Origin(0, series.steps / 2);
    WindowRange range = new WindowRange(0, series.steps, 1);
    float[] training = numbers(encoder.encode(table, List.of(origin), range));
    float[] happened = table.values(0, origin.step() + 1, origin.step() + 7);
    float[] imagined = numbers(encoder.encode(table, List.of(origin), new float[][] {happened}));
    int steps = config.steps();
    for (int c = 0; c < encoder.channelNames().size(); c++) {
      String name = encoder.channelNames().get(c);
      if (!name.contains("stock-out") && !name.contains("visitors")) {
        for (int i = 0; i < steps; i++) {
          assertThat(imagined[c * steps + i]).as(name).isEqualTo(training[c * steps + i]);
        }
      }
    }
    float[][] nonsense = {happened.clone()};
    nonsense[0][5] += 50;
    assertThat(Arrays.equals(imagined, numbers(encoder.encode(table, List.of(origin), nonsense))))
        .isFalse();
  }

  /** The next step of several paths is that of their whole windows. */
  @Property(tries = 60)
  void theNextStepIsThatOfTheWholeWindow(@ForAll long seed, @ForAll Missing missing) {
    random.setSeed(seed);
    RandomSeries series = series(missing);
    SeriesTable table = series.table();
    WindowConfig config = new WindowConfig(1 + random.nextInt(30), 7, false, List.of());
    WindowEncoder encoder = WindowEncoder.fit(table, series.steps * 2 / 3, config);
    Origin first = origin(table, series.steps);
    Origin second = origin(table, series.steps);
    List<Origin> rows = List.of(first, first, first, second, first, second, second);
    int imaginedSteps = random.nextInt(7);
    float[][] imagined = new float[rows.size()][imaginedSteps];
    for (float[] path : imagined) {
      for (int i = 0; i < imaginedSteps; i++) {
        path[i] = random.nextInt(4);
      }
    }
    SequenceBatch next = encoder.encodeNext(table, rows, imagined);
    SequenceBatch whole = encoder.encode(table, rows, imagined);
    int step = config.context() + imaginedSteps;
    assertThat(numbers(next)).isEqualTo(column(whole.numbers(), step));
    assertThat(next.labels().dup('c').data().asFloat()).isEqualTo(column(whole.labels(), step));
    for (int n = 0; n < rows.size(); n++) {
      SequenceBatch alone =
          encoder.encode(table, List.of(rows.get(n)), new float[][] {imagined[n]});
      int channels = encoder.channelNames().size();
      assertThat(Arrays.copyOfRange(numbers(next), n * channels, (n + 1) * channels))
          .isEqualTo(column(alone.numbers(), step));
    }
  }

  /** One step of [N, K, T], row by row. */
  private static float[] column(INDArray array, int step) {
    float[] all = array.dup('c').data().asFloat();
    float[] column = new float[(int) (array.size(0) * array.size(1))];
    for (int i = 0; i < column.length; i++) {
      column[i] = all[i * (int) array.size(2) + step];
    }
    return column;
  }
}
