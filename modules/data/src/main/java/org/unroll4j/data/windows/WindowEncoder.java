package org.unroll4j.data.windows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.unroll4j.data.DataException;
import org.unroll4j.data.batch.SequenceBatch;
import org.unroll4j.data.series.SeriesTable;

/**
 * Turns windows of series into the arrays of a network: N windows of T = C + H steps, whose inputs
 * at a step stand on what is known one step before it and never after the origin.
 *
 * <p>{@code docs/data.md} lists the channels. The labels are [N, 3, T]: value, scale, and 1 where
 * the value is bounded by stock. The scale is the mean size of the series' own values over the 28
 * days (at least 28 steps, at least the context) that end with the last known step.
 */
public final class WindowEncoder {
  private static final float[] NOTHING = {};

  private final WindowEncoderState state;
  private final WindowShape shape;
  private final List<ChannelGroup> groups = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final int[] channels;
  private final List<Map<String, Integer>> indices = new ArrayList<>();

  /** An encoder that has learnt before. */
  public WindowEncoder(WindowEncoderState state) {
    this.state = state;
    this.shape = WindowShape.of(state);
    groups.add(new PastChannels(state));
    groups.add(new CovariateChannels(state.past(), true));
    groups.add(new LagChannels(state));
    for (int i = 0; i < shape.seasonals().size(); i++) {
      groups.add(new SeasonalChannels(i, shape.seasonals().get(i), state));
    }
    groups.add(new LevelChannels(state));
    groups.add(new CovariateChannels(state.known(), false));
    groups.add(new CalendarChannels(state));
    groups.forEach(group -> names.addAll(group.names()));
    this.channels = groups.stream().mapToInt(group -> group.names().size()).toArray();
    for (StaticIndex statics : state.statics()) {
      Map<String, Integer> index = new HashMap<>();
      statics.texts().forEach(text -> index.put(text, index.size() + 1));
      indices.add(index);
    }
  }

  /**
   * Learns from the steps before {@code trainEnd} and from nothing else but the table's unit.
   *
   * @throws DataException if no series has a value there
   */
  public static WindowEncoder fit(SeriesTable table, int trainEnd, WindowConfig config) {
    return new WindowEncoder(new WindowStatistics(table, trainEnd).state(config));
  }

  public WindowEncoderState state() {
    return state;
  }

  /** The numeric channels in their order; {@code value 24 back} is y[τ − 24] at step τ. */
  public List<String> channelNames() {
    return List.copyOf(names);
  }

  /** The static columns in their order, each with its indices. */
  public List<StaticIndex> statics() {
    return state.statics();
  }

  /**
   * Encodes windows to forecast from. Labels are those steps after the origin that the table has.
   */
  public SequenceBatch encode(SeriesTable table, List<Origin> origins) {
    return encode(table, origins, new float[origins.size()][0]);
  }

  /**
   * Encodes windows to forecast from, as if some steps after each origin had happened.
   *
   * @param imagined for each origin m ≤ H values, of the steps after it; all that the table has
   *     after the origin is hidden from the inputs
   */
  public SequenceBatch encode(SeriesTable table, List<Origin> origins, float[][] imagined) {
    requireSameColumns(table);
    requireImagined(origins, imagined, state.config().horizon());
    WindowArrays arrays = arrays(origins.size(), shape.steps());
    Window window = new Window(state, shape);
    for (int n = 0; n < origins.size(); n++) {
      Origin origin = origins.get(n);
      window.read(table, origin, imagined[n], origin.step() + imagined[n].length);
      write(window, arrays, n);
      arrays.labels(n, window, shape.context(), shape.steps() - 1);
    }
    return arrays.batch();
  }

  /**
   * The step after what is imagined, for a network that has read all before: arrays of one step.
   * Takes least time where rows of the same origin follow one another.
   *
   * @param imagined for each origin m &lt; H values
   */
  public SequenceBatch encodeNext(SeriesTable table, List<Origin> origins, float[][] imagined) {
    requireSameColumns(table);
    requireImagined(origins, imagined, state.config().horizon() - 1);
    WindowArrays arrays = arrays(origins.size(), 1);
    Window window = new Window(state, shape);
    float[] written = new float[names.size() * shape.steps()];
    for (int n = 0; n < origins.size(); n++) {
      Origin origin = origins.get(n);
      int step = shape.context() + imagined[n].length;
      window.read(table, origin, imagined[n], origin.step() + imagined[n].length);
      window.existsFrom = step;
      window.end = step + 1;
      Arrays.fill(written, 0);
      writeNumbers(window, written, 0);
      writeCategories(window, arrays, n);
      arrays.step(n, window, written, step);
    }
    return arrays.batch();
  }

  private static void requireImagined(List<Origin> origins, float[][] imagined, int most) {
    for (float[] values : imagined) {
      if (imagined.length != origins.size() || values.length > most) {
        throw new DataException(
            "WindowEncoder: expected at most %d imagined values for each of %d origins, but was"
                    .formatted(most, origins.size())
                + " given %d for %d.".formatted(values.length, imagined.length));
      }
    }
  }

  /** Encodes windows to train or validate with; the loss looks at steps of the range only. */
  SequenceBatch encode(SeriesTable table, List<Origin> origins, WindowRange range) {
    requireSameColumns(table);
    WindowArrays arrays = arrays(origins.size(), shape.steps());
    Window window = new Window(state, shape);
    for (int n = 0; n < origins.size(); n++) {
      Origin origin = origins.get(n);
      int ahead = state.config().direct() ? 0 : state.config().horizon() - 1;
      window.read(table, origin, NOTHING, origin.step() + ahead);
      write(window, arrays, n);
      arrays.labels(
          n,
          window,
          Math.max(firstLabel(), range.firstTarget() - window.start),
          range.lastTarget() - window.start);
    }
    return arrays.batch();
  }

  /** The first step of a window that the loss looks at: half of the context is for warming up. */
  int firstLabel() {
    return state.config().stepwise() ? (shape.context() + 1) / 2 : shape.context();
  }

  private WindowArrays arrays(int size, int steps) {
    return new WindowArrays(size, steps, names.size(), indices.size());
  }

  private void write(Window window, WindowArrays arrays, int n) {
    writeNumbers(window, arrays.numbers, n * names.size() * shape.steps());
    writeCategories(window, arrays, n);
  }

  private void writeNumbers(Window window, float[] numbers, int from) {
    int at = from;
    for (int g = 0; g < channels.length; g++) {
      groups.get(g).write(window, numbers, at);
      at += channels[g] * shape.steps();
    }
  }

  private void writeCategories(Window window, WindowArrays arrays, int n) {
    for (int c = 0; c < indices.size(); c++) {
      String text = window.table.staticValue(c, window.series);
      arrays.category(c, n, indices.get(c).getOrDefault(text, 0));
    }
  }

  private void requireSameColumns(SeriesTable table) {
    requireSame("frequency", state.frequency(), table.frequency().toString());
    requireSame("known covariates", names(state.known()), table.knownNames());
    requireSame("past covariates", names(state.past()), table.pastNames());
    requireSame(
        "static columns",
        state.statics().stream().map(StaticIndex::column).toList(),
        table.staticNames());
    requireSame("stock-outs", state.stockouts(), table.hasStockouts());
  }

  private static List<String> names(List<CovariateScale> scales) {
    return scales.stream().map(CovariateScale::name).toList();
  }

  private static void requireSame(String what, Object expected, Object received) {
    if (!expected.equals(received)) {
      throw new DataException(
          "WindowEncoder: the %s of the data are %s, but the encoder has learnt %s; read the same"
                  .formatted(what, received, expected)
              + " columns as in training.");
    }
  }
}
