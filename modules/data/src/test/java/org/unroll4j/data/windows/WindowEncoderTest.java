package org.unroll4j.data.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.data.DataException;
import org.unroll4j.data.batch.SequenceBatch;
import org.unroll4j.data.series.Missing;
import org.unroll4j.data.series.SeriesTable;

class WindowEncoderTest {

  /** Running sums and tables give what the definitions say, at every step of every channel. */
  @Property(tries = 60)
  void channelsAreWhatTheirNamesSay(@ForAll long seed, @ForAll Missing missing) {
    Random random = new Random(seed);
    String frequency = List.of("1h", "1h", "6h", "1d").get(random.nextInt(4));
    RandomSeries series = new RandomSeries(random, frequency, missing);
    SeriesTable table = series.table();
    WindowConfig config =
        new WindowConfig(
            1 + random.nextInt(30), 1 + random.nextInt(60), random.nextBoolean(), List.of());
    WindowEncoder encoder = WindowEncoder.fit(table, series.steps * 3 / 4, config);
    int s = random.nextInt(table.size());
    Origin origin =
        new Origin(s, Math.min(series.steps - 1, table.first(s) + random.nextInt(series.steps)));
    WindowRange range = new WindowRange(0, series.steps, 1);
    SequenceBatch forecast = encoder.encode(table, List.of(origin));
    check(encoder, forecast, table, origin, origin.step());
    checkMask(forecast, table, origin, config);
    if (!config.direct()) {
      int limit = origin.step() + config.horizon() - 1;
      check(encoder, encoder.encode(table, List.of(origin), range), table, origin, limit);
    }
  }

  private static void check(
      WindowEncoder encoder, SequenceBatch batch, SeriesTable table, Origin origin, int limit) {
    NaiveChannels naive = new NaiveChannels(table, encoder.state(), origin, limit);
    WindowConfig config = encoder.state().config();
    int first = origin.step() - config.context() + 1;
    INDArray numbers = batch.numbers();
    assertThat(numbers.shape()).containsExactly(1, encoder.channelNames().size(), config.steps());
    for (int c = 0; c < encoder.channelNames().size(); c++) {
      String name = encoder.channelNames().get(c);
      for (int i = 0; i < config.steps(); i++) {
        double expected = naive.of(name, first + i);
        if (!Double.isNaN(expected)) {
          assertThat(numbers.getDouble(0, c, i))
              .as("%s at step %d, origin %s", name, i, origin)
              .isCloseTo(expected, within(2e-4));
        }
      }
    }
    for (int i = 0; i < config.steps(); i++) {
      float y = table.value(origin.series(), first + i);
      assertThat(batch.labels().getDouble(0, 0, i)).isEqualTo(Float.isNaN(y) ? 0 : y);
      assertThat(batch.labels().getDouble(0, 1, i))
          .isCloseTo(naive.scale(first + i), within(1e-4 * naive.scale(first + i)));
      assertThat(batch.labels().getDouble(0, 2, i))
          .isEqualTo(table.stockout(origin.series(), first + i) ? 1 : 0);
    }
  }

  /** What is encoded for a forecast has its labels after the origin. */
  private static void checkMask(
      SequenceBatch batch, SeriesTable table, Origin origin, WindowConfig config) {
    for (int i = 0; i < config.steps(); i++) {
      int step = origin.step() - config.context() + 1 + i;
      boolean label = i >= config.context() && !Float.isNaN(table.value(origin.series(), step));
      assertThat(batch.labelsMask().getDouble(0, i)).isEqualTo(label ? 1 : 0);
    }
  }

  @Test
  void namesItsChannels() {
    RandomSeries series = new RandomSeries(new Random(4), "1d", Missing.MASKED);
    WindowConfig config = new WindowConfig(14, 7, true, List.of());
    WindowEncoder encoder = WindowEncoder.fit(series.table(), series.steps, config);
    assertThat(encoder.channelNames())
        .doesNotHaveDuplicates()
        .contains(
            "value 1 back",
            "known 1 back",
            "stock-out 1 back",
            "missing 1 back",
            "visitors 1 back",
            "value 7 back",
            "stock-out 14 back",
            "mean of 4 x 7",
            "mean without stock-outs of 8 x 7",
            "mean of last 7",
            "scale",
            "since last sale",
            "age",
            "ahead",
            "price",
            "missing price",
            "holiday",
            "week sine 3")
        .doesNotContain("day sine 1");
    assertThat(encoder.statics().get(1)).isEqualTo(new StaticIndex("kind", List.of("k0", "k1")));
    WindowConfig stepwise = new WindowConfig(14, 7, false, List.of(3));
    assertThat(WindowEncoder.fit(series.table(), series.steps, stepwise).channelNames())
        .contains("value 3 back")
        .doesNotContain("ahead", "value 7 back");
  }

  /** What is not seen in training gets index 0 at all steps; the state alone makes the encoder. */
  @Test
  void indexesStaticTexts() {
    RandomSeries series = new RandomSeries(new Random(19), "1h", Missing.ZERO);
    SeriesTable table = series.table();
    assertThat(table.size()).isGreaterThan(1);
    WindowConfig config = new WindowConfig(5, 3, true, List.of());
    WindowEncoder fitted = WindowEncoder.fit(table, 3, config);
    WindowEncoder encoder = new WindowEncoder(fitted.state());
    List<Origin> origins = List.of(new Origin(0, 30), new Origin(1, table.first(1)));
    SequenceBatch batch = encoder.encode(table, origins);
    assertThat(batch.categories()).hasSize(2);
    assertThat(batch.categories().get(0).shape()).containsExactly(2, 1, 8);
    for (int i = 0; i < 8; i++) {
      assertThat(batch.categories().get(0).getInt(0, 0, i)).isEqualTo(1);
      assertThat(batch.categories().get(0).getInt(1, 0, i)).isEqualTo(table.first(1) < 3 ? 2 : 0);
    }
    assertThat(fitted.encode(table, origins).numbers()).isEqualTo(batch.numbers());
    assertThat(batch.featuresMask().sumNumber().intValue()).isEqualTo(16);
  }

  @Test
  void refusesWhatItCannotEncode() {
    RandomSeries series = new RandomSeries(new Random(1), "1h", Missing.ZERO);
    SeriesTable table = series.table();
    WindowConfig config = new WindowConfig(5, 3, true, List.of());
    assertThatThrownBy(() -> WindowEncoder.fit(table, 0, config))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no series has a value before the end of training");
    SeriesTable daily = new RandomSeries(new Random(1), "1d", Missing.ZERO).table();
    assertThatThrownBy(
            () -> WindowEncoder.fit(daily, 20, config).encode(table, List.of(new Origin(0, 9))))
        .hasMessageContaining("the frequency of the data are 1h, but the encoder has learnt 1d");
    assertThatThrownBy(() -> new WindowConfig(0, 1, true, List.of()))
        .hasMessageContaining("context and horizon");
    assertThatThrownBy(() -> new WindowConfig(1, 1, true, List.of(0)))
        .hasMessageContaining("lags must be 1 or more");
  }

  /** The logarithm of the table is that of the library, nearly. */
  @Test
  void takesLogarithms() {
    Random random = new Random(2);
    for (int i = 0; i < 10_000; i++) {
      float x = (float) Math.exp(random.nextGaussian() * 12);
      assertThat((double) FastLog.log(x))
          .isCloseTo(Math.log(x), within(1e-6 + 2e-7 * Math.abs(Math.log(x))));
      assertThat((double) FastLog.log1p(x))
          .isCloseTo(Math.log1p(x), within(1e-6 + 2e-7 * Math.log1p(x)));
    }
    assertThat(FastLog.log1p(0)).isZero();
  }
}
