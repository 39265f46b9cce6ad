package org.unroll4j.data.series;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.unroll4j.data.DataException;

/**
 * Series of numbers on one grid of equally spaced times. Steps t count from the earliest time of
 * the table; every method takes that absolute t. Nothing changes, so threads may share a table.
 */
public final class SeriesTable {
  private final SeriesStore store;
  private final int cut;
  private final HolidayCovariates holidays;
  private final List<String> knownNames;

  SeriesTable(SeriesStore store) {
    this(store, Integer.MAX_VALUE, null);
  }

  private SeriesTable(SeriesStore store, int cut, HolidayCovariates holidays) {
    this.store = store;
    this.cut = cut;
    this.holidays = holidays;
    List<String> names = new ArrayList<>(store.columns().known());
    if (holidays != null) {
      names.addAll(HolidayCovariates.NAMES);
    }
    this.knownNames = List.copyOf(names);
  }

  /**
   * The table with three known covariates more: how many days of a step are holidays, whether the
   * day after it is one, whether the day before it is one. They are known for steps after the end
   * of the table too.
   *
   * @param holidays whether a day, of the table's time zone, is a holiday
   * @throws DataException if a column has the name of one of them
   */
  public SeriesTable withHolidays(Predicate<LocalDate> holidays) {
    for (String name : HolidayCovariates.NAMES) {
      if (store.columns().known().contains(name)) {
        throw new DataException(
            "Column \"%s\" has the name of what is made of the holidays; leave one of the two out."
                .formatted(name));
      }
    }
    return new SeriesTable(store, cut, new HolidayCovariates(grid(), steps(), holidays));
  }

  /**
   * The table as it was known after a step: all values, past covariates and stock-out flags after
   * it are hidden, series that begin later are empty; known covariates and texts stay. The view
   * costs no memory.
   */
  public SeriesTable knownAt(int origin) {
    return new SeriesTable(store, Math.min(cut, Math.addExact(origin, 1)), holidays);
  }

  /** The table with what its columns hold only. */
  public SeriesTable withoutHolidays() {
    return new SeriesTable(store, cut, null);
  }

  /** The table with the holidays of another table, if it has any, which has the same grid. */
  public SeriesTable withHolidaysOf(SeriesTable other) {
    return new SeriesTable(store, cut, other.holidays);
  }

  /** How many series there are. */
  public int size() {
    return store.first().length;
  }

  public Frequency frequency() {
    return store.grid().frequency();
  }

  public ZoneId zone() {
    return store.grid().zone();
  }

  /** The grid; its step 0 is the earliest time of the table. */
  public TimeGrid grid() {
    return store.grid();
  }

  /** How steps without a value were read. */
  public Missing missing() {
    return store.missing();
  }

  /** Length of the grid: no row of the table is at or after this step. */
  public int steps() {
    return store.steps();
  }

  /** The step after the last one that has a value; after it the table holds known covariates. */
  public int end() {
    return Math.min(store.lastEnd(), cut);
  }

  public Instant time(int t) {
    return store.grid().time(t);
  }

  public ZonedDateTime local(int t) {
    return store.grid().local(t);
  }

  /** The first step of a series that has a value. */
  public int first(int series) {
    return Math.min(store.first()[series], cut);
  }

  /** The step after the last one of a series. */
  public int end(int series) {
    return Math.min(store.end()[series], cut);
  }

  /** The keys of a series, with a slash between them. */
  public String name(int series) {
    return store.name(series);
  }

  public List<String> keyNames() {
    return store.columns().keys();
  }

  /** Key column k of a series. */
  public String key(int k, int series) {
    return store.keys()[k].get(series);
  }

  public List<String> staticNames() {
    return store.columns().statics();
  }

  /** Static column c of a series. */
  public String staticValue(int c, int series) {
    return store.statics()[c].get(series);
  }

  /** NaN outside of the series and where a value is missing. */
  public float value(int series, int t) {
    return t < first(series) || t >= end(series)
        ? Float.NaN
        : store.values().get(series, t - store.begin()[series]);
  }

  /**
   * Values of the steps from {@code from} on, as many as fit into the target; NaN where there is
   * none.
   */
  public void values(int series, int from, float[] target) {
    copy(store.values(), series, from, target);
  }

  /** Values of the steps {@code from} to {@code to} (exclusive). */
  public float[] values(int series, int from, int to) {
    float[] values = new float[to - from];
    values(series, from, values);
    return values;
  }

  public boolean hasStockouts() {
    return store.columns().stockout() != null;
  }

  /** Whether the value is bounded by what was left to sell; false outside of the series. */
  public boolean stockout(int series, int t) {
    return hasStockouts()
        && t >= first(series)
        && t < end(series)
        && store.stockouts().get(series, t - store.begin()[series]) > 0;
  }

  /** 1 where {@link #stockout} holds, else 0; as many steps as fit into the target. */
  public void stockouts(int series, int from, float[] target) {
    if (!hasStockouts()) {
      Arrays.fill(target, 0);
      return;
    }
    copy(store.stockouts(), series, from, target);
    for (int i = 0; i < target.length; i++) {
      target[i] = target[i] > 0 ? 1 : 0;
    }
  }

  public List<String> knownNames() {
    return knownNames;
  }

  /** Known covariate c; NaN where the table has none. */
  public float known(int c, int series, int t) {
    return c < store.known().length
        ? store.known()[c].get(series, t - store.begin()[series])
        : holidays.get(c - store.known().length, t);
  }

  /** Known covariate c of the steps from {@code from} on, as many as fit into the target. */
  public void known(int c, int series, int from, float[] target) {
    if (c >= store.known().length) {
      for (int i = 0; i < target.length; i++) {
        target[i] = holidays.get(c - store.known().length, from + i);
      }
      return;
    }
    int start = from - store.begin()[series];
    store.known()[c].copy(series, start, start + target.length, target, 0);
  }

  public List<String> pastNames() {
    return store.columns().past();
  }

  /** Past covariate c; NaN where the table has none. */
  public float past(int c, int series, int t) {
    return t >= cut ? Float.NaN : store.past()[c].get(series, t - store.begin()[series]);
  }

  /** Past covariate c of the steps from {@code from} on, as many as fit into the target. */
  public void past(int c, int series, int from, float[] target) {
    int start = from - store.begin()[series];
    store.past()[c].copy(series, start, start + target.length, target, 0);
    int hidden = Math.max(0, Math.min(target.length, target.length + from - cut));
    Arrays.fill(target, target.length - hidden, target.length, Float.NaN);
  }

  /**
   * The largest step of which the values are multiples, such as 1 or 0.1, and at least 0.001; 0 if
   * there is none. Real files have slips: 0.5 % of the values other than 0 may lie between.
   */
  public double unit() {
    return store.unit();
  }

  /** About how many bytes of memory the numbers take; what series share counts once. */
  public long bytes() {
    return store.bytes();
  }

  /** What the table holds and what happened when it was read. */
  public SeriesReport report() {
    return store.report();
  }

  /** The index of a series by its name; an error says which one is not there. */
  public int series(String name) {
    for (int s = 0; s < size(); s++) {
      if (name(s).equals(name)) {
        return s;
      }
    }
    throw new DataException(
        "Series \"%s\" is not in the table; it has %d series, the first is \"%s\"."
            .formatted(name, size(), name(0)));
  }

  private void copy(SeriesColumn column, int series, int from, float[] target) {
    int to = from + target.length;
    int start = Math.min(Math.max(from, first(series)), to);
    int stop = Math.max(Math.min(to, end(series)), start);
    int begin = store.begin()[series];
    Arrays.fill(target, 0, start - from, Float.NaN);
    column.copy(series, start - begin, stop - begin, target, start - from);
    Arrays.fill(target, stop - from, target.length, Float.NaN);
  }
}
