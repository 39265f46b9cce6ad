package org.unroll4j.data.series;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.unroll4j.data.DataException;

/** Puts the store of a table together: bounds of the series, the common grid, unit and report. */
final class StoreAssembly {
  private final SeriesTableBuilder draft;
  private final Missing missing;
  private final ReadLog log;
  private final int[] kept;
  private final SeriesColumn values;
  private final int[] begin;
  private final int[] first;
  private final int[] end;

  StoreAssembly(SeriesTableBuilder draft, Missing missing, ReadLog log) {
    this.draft = draft;
    this.missing = missing;
    this.log = log;
    SeriesColumn all = draft.values().build(Float.NaN, IntStream.range(0, draft.size()).toArray());
    this.kept = IntStream.range(0, draft.size()).filter(s -> firstValue(all, s) >= 0).toArray();
    if (kept.length == 0) {
      throw new DataException(
          "%s: no series has a value in column \"%s\"; check the file and the columns."
              .formatted(
                  log.source().isEmpty() ? "SeriesTableBuilder" : log.source(),
                  draft.columns().value()));
    }
    if (kept.length < draft.size()) {
      log.note("%d series without any value were left out.".formatted(draft.size() - kept.length));
    }
    this.values = draft.values().build(missing == Missing.ZERO ? 0 : Float.NaN, kept);
    this.begin = Arrays.stream(kept).map(draft::begin).toArray();
    this.first = IntStream.of(kept).map(s -> draft.begin(s) + firstValue(all, s)).toArray();
    this.end = IntStream.of(kept).map(s -> draft.begin(s) + lastValue(all, s) + 1).toArray();
  }

  private static int firstValue(SeriesColumn column, int series) {
    for (int i = 0; i < column.cells()[series].length(); i++) {
      if (!Float.isNaN(column.get(series, i))) {
        return i;
      }
    }
    return -1;
  }

  private static int lastValue(SeriesColumn column, int series) {
    int i = column.cells()[series].length() - 1;
    while (Float.isNaN(column.get(series, i))) {
      i--;
    }
    return i;
  }

  SeriesStore store() {
    int start = Arrays.stream(begin).min().orElseThrow();
    int lastEnd = Arrays.stream(end).max().orElseThrow();
    int steps = IntStream.of(kept).map(s -> draft.begin(s) + draft.length(s)).max().orElseThrow();
    countMissing(lastEnd);
    if (missing == Missing.ZERO) {
      Arrays.fill(end, lastEnd);
    }
    int firstStep = Arrays.stream(first).min().orElseThrow();
    return new SeriesStore(
        draft.columns(),
        draft.grid().from(start),
        missing,
        steps - start,
        lastEnd - start,
        Units.of(values),
        texts(draft.keys()),
        texts(draft.statics()),
        minus(begin, start),
        minus(first, start),
        minus(end, start),
        values,
        draft.columns().stockout() == null ? null : draft.stockouts().build(Float.NaN, kept),
        columns(draft.known()),
        columns(draft.past()),
        log.report(draft.grid().time(firstStep), draft.grid().time(lastEnd - 1)));
  }

  private static int[] minus(int[] steps, int start) {
    return Arrays.stream(steps).map(step -> step - start).toArray();
  }

  private TextColumn[] texts(TextColumn[] columns) {
    return Arrays.stream(columns).map(column -> column.keep(kept)).toArray(TextColumn[]::new);
  }

  private SeriesColumn[] columns(DraftColumn[] columns) {
    return Arrays.stream(columns)
        .map(column -> column.build(Float.NaN, kept))
        .toArray(SeriesColumn[]::new);
  }

  private void countMissing(int lastEnd) {
    SeriesColumn raw = draft.values().build(Float.NaN, kept);
    for (int s = 0; s < kept.length; s++) {
      int stop = missing == Missing.ZERO ? lastEnd : end[s];
      int count = 0;
      int earliest = 0;
      int negative = 0;
      for (int t = stop - 1; t >= first[s]; t--) {
        float value = raw.get(s, t - begin[s]);
        if (Float.isNaN(value)) {
          count++;
          earliest = t;
        } else if (value < 0) {
          negative++;
        }
      }
      log.negative(negative);
      if (count > 0) {
        log.missing(count, example(s, count, earliest));
      }
    }
  }

  private String example(int s, int count, int earliest) {
    return "series %s: %d without a value, the first %s"
        .formatted(draft.name(kept[s]), count, draft.grid().local(earliest).toLocalDateTime());
  }
}
