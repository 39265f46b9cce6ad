package org.unroll4j.data.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.unroll4j.data.DataException;

/**
 * Makes a table from rows in any order. Rows that come series by series are kept in their final
 * form at once, so that the table is never in memory twice.
 */
public final class SeriesTableBuilder {
  /** So many rows of one series in a row mean that the table is ordered by series. */
  private static final int LONG_RUN = 64;

  /** A grid longer than this is a mistake in a time. */
  private static final int LONGEST = 1 << 24;

  private final TimeGrid grid;
  private final SeriesColumns columns;
  private final Map<List<String>, Integer> seriesOf = new HashMap<>();
  private final TextColumn[] keys;
  private final TextColumn[] statics;
  private final DraftColumn values = new DraftColumn();
  private final DraftColumn stockouts = new DraftColumn();
  private final DraftColumn[] known;
  private final DraftColumn[] past;
  private final List<DraftColumn> all = new ArrayList<>();
  private int[] begin = new int[16];
  private int[] firstRow = new int[16];
  private int[] length = new int[16];
  private int[] capacity = new int[16];
  private int current = -1;
  private int run;

  /**
   * A table without rows.
   *
   * @param grid numbers the steps; step 0 need not be the earliest one
   */
  public SeriesTableBuilder(TimeGrid grid, SeriesColumns columns) {
    this.grid = grid;
    this.columns = columns;
    this.keys = textColumns(columns.keys().size());
    this.statics = textColumns(columns.statics().size());
    this.known = draftColumns(columns.known().size());
    this.past = draftColumns(columns.past().size());
    all.add(values);
    if (columns.stockout() != null) {
      all.add(stockouts);
    }
    all.addAll(Arrays.asList(known));
    all.addAll(Arrays.asList(past));
  }

  private static TextColumn[] textColumns(int count) {
    TextColumn[] columns = new TextColumn[count];
    Arrays.setAll(columns, i -> new TextColumn());
    return columns;
  }

  private static DraftColumn[] draftColumns(int count) {
    DraftColumn[] columns = new DraftColumn[count];
    Arrays.setAll(columns, i -> new DraftColumn());
    return columns;
  }

  /** How many series there are. */
  public int size() {
    return seriesOf.size();
  }

  /**
   * The number of a series, a new one at the first time.
   *
   * @param key one text per key column
   * @param texts one text per static column; those of the first call count
   */
  public int series(List<String> key, List<String> texts) {
    Integer known = seriesOf.get(key);
    return known != null ? known : addSeries(List.copyOf(key), texts);
  }

  private int addSeries(List<String> key, List<String> texts) {
    requireCount("keys", columns.keys(), key.size());
    requireCount("static texts", columns.statics(), texts.size());
    int series = seriesOf.size();
    seriesOf.put(key, series);
    for (int k = 0; k < keys.length; k++) {
      keys[k].set(series, key.get(k));
    }
    for (int c = 0; c < statics.length; c++) {
      statics[c].set(series, texts.get(c));
    }
    all.forEach(DraftColumn::addSeries);
    if (series == begin.length) {
      begin = Arrays.copyOf(begin, series * 2);
      firstRow = Arrays.copyOf(firstRow, series * 2);
      length = Arrays.copyOf(length, series * 2);
      capacity = Arrays.copyOf(capacity, series * 2);
    }
    capacity[series] = 16;
    return series;
  }

  private static void requireCount(String what, List<String> names, int count) {
    if (names.size() != count) {
      throw new DataException(
          "SeriesTableBuilder: expected %d %s %s, but was given %d."
              .formatted(names.size(), what, names, count));
    }
  }

  /** The keys of a series, with a slash between them. */
  String name(int series) {
    return keys.length == 0 ? columns.value() : TextColumn.join(keys, series);
  }

  /** Static text c of a series. */
  String staticText(int c, int series) {
    return statics[c].get(series);
  }

  /**
   * Adds a row.
   *
   * @param step on the builder's grid; may be negative
   * @return false if the series has a value there already: then nothing changes
   */
  public boolean put(int series, int step, SeriesRow row) {
    requireCount("known covariates", columns.known(), row.known().length);
    requireCount("past covariates", columns.past(), row.past().length);
    follow(series);
    int i = makeRoom(series, step);
    if (!values.open(series).isMissing(i)) {
      return false;
    }
    values.open(series).put(i, row.value());
    if (columns.stockout() != null) {
      stockouts.open(series).put(i, row.stockout() ? 1 : Float.NaN);
    }
    for (int c = 0; c < known.length; c++) {
      known[c].open(series).put(i, row.known()[c]);
    }
    for (int c = 0; c < past.length; c++) {
      past[c].open(series).put(i, row.past()[c]);
    }
    return true;
  }

  /** Whether a series has a value at a step. */
  boolean has(int series, int step) {
    int i = step - begin[series];
    return i >= 0 && i < length[series] && !values.open(series).isMissing(i);
  }

  private void follow(int series) {
    if (series != current) {
      if (current >= 0 && run >= LONG_RUN) {
        freeze(current);
      }
      current = series;
      run = 0;
    }
    run++;
  }

  private void freeze(int series) {
    int unused = firstRow[series] - begin[series];
    all.forEach(column -> column.freeze(series, unused, length[series]));
    begin[series] += unused;
    length[series] -= unused;
    capacity[series] = length[series];
  }

  /** The index of a step, after growing the buffers so that they have it. */
  private int makeRoom(int series, int step) {
    if (length[series] == 0) {
      begin[series] = step;
      firstRow[series] = step;
    }
    long end = Math.max((long) begin[series] + length[series], step + 1L);
    firstRow[series] = Math.min(firstRow[series], step);
    requireShort(series, end - firstRow[series]);
    if (step < begin[series]) {
      int slack = (int) Math.min(end - step, 100_000) / 2;
      grow(series, begin[series] - step + slack, end);
    } else if (end - begin[series] > capacity[series]) {
      grow(series, 0, end);
    }
    length[series] = (int) (end - begin[series]);
    return step - begin[series];
  }

  /** Moves the beginning of the buffers back and makes room up to a step, and some more. */
  private void grow(int series, int shift, long end) {
    long span = end - begin[series] + shift;
    int larger = shift > 0 ? (int) span : (int) Math.min(span * 3 / 2, span + 100_000);
    all.forEach(column -> column.open(series).reserve(shift, length[series], larger));
    begin[series] -= shift;
    capacity[series] = larger;
  }

  private void requireShort(int series, long span) {
    if (span > LONGEST) {
      throw new DataException(
          "A series reaches from %s on over %d steps of %s, more than %d; correct its times."
              .formatted(grid.time(firstRow[series]), span, grid.frequency(), LONGEST));
    }
  }

  /** The table. The builder is of no use afterwards. */
  public SeriesTable build(Missing missing) {
    return build(missing, new ReadLog("", 0));
  }

  SeriesTable build(Missing missing, ReadLog log) {
    for (int s = 0; s < size(); s++) {
      freeze(s);
    }
    return new SeriesTable(new StoreAssembly(this, missing, log).store());
  }

  TimeGrid grid() {
    return grid;
  }

  SeriesColumns columns() {
    return columns;
  }

  DraftColumn values() {
    return values;
  }

  DraftColumn stockouts() {
    return stockouts;
  }

  DraftColumn[] known() {
    return known;
  }

  DraftColumn[] past() {
    return past;
  }

  TextColumn[] keys() {
    return keys;
  }

  TextColumn[] statics() {
    return statics;
  }

  int begin(int series) {
    return begin[series];
  }

  int length(int series) {
    return length[series];
  }
}
