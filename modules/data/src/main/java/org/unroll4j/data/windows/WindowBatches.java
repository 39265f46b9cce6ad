package org.unroll4j.data.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.unroll4j.data.DataException;
import org.unroll4j.data.batch.BatchSource;
import org.unroll4j.data.batch.SequenceBatch;
import org.unroll4j.data.series.SeriesTable;

/**
 * Batches of windows, encoded when they are asked for: nothing but the table is in memory. The
 * order is a function of seed and epoch.
 */
public final class WindowBatches implements BatchSource {
  private static final int WINDOWS_TO_COUNT = 4000;

  private final SeriesTable table;
  private final WindowEncoder encoder;
  private final WindowRange range;
  private final WindowOptions options;
  private final WindowIndex index;
  private final long windowsPerEpoch;

  /**
   * Batches of the windows of a range.
   *
   * @throws DataException if the range holds no window, or an epoch has too many batches to count
   */
  public WindowBatches(
      SeriesTable table, WindowEncoder encoder, WindowRange range, WindowOptions options) {
    this.table = table;
    this.encoder = encoder;
    this.range = range;
    this.options = options;
    this.index = new WindowIndex(table, encoder.state().config(), range);
    if (index.size() == 0) {
      WindowConfig config = encoder.state().config();
      throw new DataException(
          "WindowBatches: no series has a window of %d + %d steps whose horizon lies in the steps"
                  .formatted(config.context(), config.horizon())
              + " %d to %d (%s to %s); make this part longer, or context or horizon shorter."
                  .formatted(
                      range.firstTarget(),
                      range.lastTarget(),
                      table.time(range.firstTarget()),
                      table.time(range.lastTarget())));
    }
    long wanted = options.windowsPerEpoch();
    this.windowsPerEpoch = wanted == 0 ? index.size() : Math.min(wanted, index.size());
  }

  /** How many windows the range has. */
  public long windows() {
    return index.size();
  }

  /** How many windows an epoch has. */
  public long windowsPerEpoch() {
    return windowsPerEpoch;
  }

  @Override
  public int batchesPerEpoch() {
    return Math.toIntExact((windowsPerEpoch + options.batchSize() - 1) / options.batchSize());
  }

  /** The origins of the windows of batch k of an epoch. */
  public List<Origin> origins(int epoch, int k) {
    long from = (long) k * options.batchSize();
    long to = Math.min(from + options.batchSize(), windowsPerEpoch);
    Permutation order = options.shuffle() ? new Permutation(index.size(), random(epoch)) : null;
    List<Origin> origins = new ArrayList<>();
    for (long at = from; at < to; at++) {
      origins.add(index.origin(order == null ? at : order.at(at)));
    }
    return origins;
  }

  @Override
  public SequenceBatch batch(int epoch, int k) {
    return encoder.encode(table, origins(epoch, k), range);
  }

  /**
   * How many steps of a full batch a loss looks at, on average; counted on evenly chosen windows.
   */
  public double labelsPerBatch() {
    long chosen = Math.min(WINDOWS_TO_COUNT, index.size());
    int first = encoder.firstLabel() - encoder.state().config().context() + 1;
    long labels = 0;
    for (long i = 0; i < chosen; i++) {
      Origin origin = index.origin(i * index.size() / chosen);
      int from = Math.max(origin.step() + first, range.firstTarget());
      int to = Math.min(origin.step() + encoder.state().config().horizon(), range.lastTarget());
      for (int t = from; t <= to; t++) {
        labels += Float.isNaN(table.value(origin.series(), t)) ? 0 : 1;
      }
    }
    return Math.max(1, (double) labels / chosen * Math.min(options.batchSize(), windowsPerEpoch));
  }

  /** Neighbouring epochs and neighbouring seeds must not give orders that resemble each other. */
  private SplittableRandom random(int epoch) {
    long seed = new SplittableRandom(options.seed()).nextLong();
    return new SplittableRandom(seed ^ new SplittableRandom(~(long) epoch).nextLong());
  }
}
