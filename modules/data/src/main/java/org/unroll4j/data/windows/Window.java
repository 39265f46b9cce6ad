package org.unroll4j.data.windows;

import java.util.Arrays;
import org.unroll4j.data.series.SeriesTable;

/**
 * One window while it is encoded: what is known of a series, and running sums over it. The arrays
 * are used again for the next window. History index {@code back + i} is step i of the window.
 *
 * <p>Nothing after the limit, the last step that is known, gets into any of these arrays.
 */
final class Window {
  final WindowShape shape;
  final float[] filled;
  final float[] present;
  final float[] squares;
  final float[] zero;
  final float[] stockout;
  final float[] soldOutKnown;
  final float[] sellable;
  final float[] scale;
  final float[] labels;
  final float[] soldOut;
  final float[] scratch;
  private final WindowEncoderState state;
  private final float[] value;
  private final double[] sum;
  private final double[] magnitude;
  private final int[] count;
  private final int[] zeros;
  private final int[] lastSale;
  private final SeasonalSums[] seasonals;

  SeriesTable table;
  int series;
  int origin;
  int start;
  int first;
  int existsFrom;
  int end;
  private int imaginedSteps;
  private int limit;
  private int seenLimit;

  Window(WindowEncoderState state, WindowShape shape) {
    this.state = state;
    this.shape = shape;
    int history = shape.history();
    this.value = new float[history];
    this.filled = new float[history];
    this.present = new float[history];
    this.squares = new float[history];
    this.zero = new float[history];
    this.stockout = new float[history];
    this.soldOutKnown = new float[history];
    this.sellable = new float[history];
    this.sum = new double[history + 1];
    this.magnitude = new double[history + 1];
    this.count = new int[history + 1];
    this.zeros = new int[history + 1];
    this.lastSale = new int[history + 1];
    lastSale[0] = -1;
    this.scale = new float[shape.steps()];
    this.labels = new float[shape.steps()];
    this.soldOut = new float[shape.steps()];
    this.scratch = new float[shape.steps()];
    this.seasonals = new SeasonalSums[shape.seasonals().size()];
    Arrays.setAll(seasonals, n -> new SeasonalSums(shape.seasonals().get(n), shape));
  }

  /**
   * Reads a window.
   *
   * @param imagined values of the steps after the origin that stand for known ones
   * @param limit the last step of which inputs may know anything
   */
  void read(SeriesTable table, Origin at, float[] imagined, int limit) {
    int firstImagined = shape.back() + shape.context();
    boolean same = isRead(table, at, imagined.length);
    this.table = table;
    this.series = at.series();
    this.origin = at.step();
    this.start = origin - shape.context() + 1;
    this.limit = Math.min(shape.history() - 1, shape.back() + limit - start);
    this.seenLimit = imagined.length == 0 ? this.limit : shape.back() + shape.context() - 1;
    this.first = Math.min(table.first(series), origin + 1) - start;
    this.existsFrom = Math.max(0, first);
    this.end = shape.steps();
    this.imaginedSteps = imagined.length;
    if (!same) {
      table.values(series, start - shape.back(), value);
      table.stockouts(series, start - shape.back(), stockout);
      System.arraycopy(value, shape.back(), labels, 0, shape.steps());
      System.arraycopy(stockout, shape.back(), soldOut, 0, shape.steps());
    }
    if (imagined.length > 0) {
      Arrays.fill(value, firstImagined, value.length, Float.NaN);
      Arrays.fill(stockout, firstImagined, stockout.length, 0);
      System.arraycopy(imagined, 0, value, firstImagined, imagined.length);
    }
    Arrays.fill(value, this.limit + 1, value.length, Float.NaN);
    Arrays.fill(stockout, this.limit + 1, stockout.length, 0);
    int from = same ? firstImagined : 0;
    split(from);
    accumulate(from);
    findScales(same ? shape.context() : 0);
    for (SeasonalSums sums : seasonals) {
      sums.read(this, state.stockouts(), from);
    }
  }

  /** Whether the window that was read last differs in what is imagined only. */
  private boolean isRead(SeriesTable other, Origin at, int imagined) {
    return table == other
        && series == at.series()
        && origin == at.step()
        && imagined > 0
        && imagined == imaginedSteps;
  }

  SeasonalSums seasonal(int number) {
    return seasonals[number];
  }

  private void split(int from) {
    for (int i = from; i < value.length; i++) {
      float y = value[i];
      boolean known = !Float.isNaN(y);
      filled[i] = known ? y : 0;
      present[i] = known ? 1 : 0;
      squares[i] = known ? y * y : 0;
      zero[i] = y == 0 ? 1 : 0;
      soldOutKnown[i] = known ? stockout[i] : 0;
      sellable[i] = filled[i] * (1 - stockout[i]);
    }
  }

  private void accumulate(int from) {
    double total = sum[from];
    double size = magnitude[from];
    int seen = count[from];
    int nothing = zeros[from];
    int last = lastSale[from];
    for (int i = from; i < value.length; i++) {
      float y = filled[i];
      total += y;
      size += Math.abs(y);
      seen += (int) present[i];
      nothing += (int) zero[i];
      last = y != 0 ? i : last;
      sum[i + 1] = total;
      magnitude[i + 1] = size;
      count[i + 1] = seen;
      zeros[i + 1] = nothing;
      lastSale[i + 1] = last;
    }
  }

  private void findScales(int first) {
    for (int i = first; i < scale.length; i++) {
      int upTo = 1 + (state.config().stepwise() ? known(i) : known(shape.context()));
      int from = Math.max(0, upTo - shape.scaleSteps());
      int steps = count[upTo] - count[from];
      double mean =
          steps == 0 ? Math.exp(state.logScaleMean()) : (magnitude[upTo] - magnitude[from]) / steps;
      scale[i] = (float) Math.max(mean, state.smallestScale());
    }
  }

  /** History index of the last step that step i of the window may know. */
  int known(int i) {
    return Math.min(shape.back() + i - 1, limit);
  }

  /** The last history index that is known. */
  int limit() {
    return limit;
  }

  /** The last history index that really was seen, not imagined. */
  int seenLimit() {
    return seenLimit;
  }

  /**
   * Mean of the last {@code steps} steps that step i may know, by its scale; 0 if none is known.
   */
  float level(int i, int steps) {
    int after = known(i) + 1;
    int from = Math.max(0, after - steps);
    int seen = count[after] - count[from];
    return seen == 0 ? 0 : squash((sum[after] - sum[from]) / seen / scale[i]);
  }

  /** Share of zeros among the last {@code steps} steps that step i may know. */
  float zeroShare(int i, int steps) {
    int after = known(i) + 1;
    int from = Math.max(0, after - steps);
    int seen = count[after] - count[from];
    return seen == 0 ? 0 : (float) (zeros[after] - zeros[from]) / seen;
  }

  /** How many steps ago the last value other than 0 was, seen from step i. */
  int sinceSale(int i) {
    int after = known(i) + 1;
    return after - 1 - lastSale[after];
  }

  /** sign(x) · log(1 + |x|), which keeps large values small; |x| counts at most 1e6. */
  static float squash(double x) {
    float size = FastLog.log1p((float) Math.min(Math.abs(x), 1e6));
    return x < 0 ? -size : size;
  }
}
