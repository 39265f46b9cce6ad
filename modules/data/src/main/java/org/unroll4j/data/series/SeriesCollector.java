package org.unroll4j.data.series;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.unroll4j.data.DataException;
import org.unroll4j.data.table.MalformedCellException;

/**
 * Puts rows on the grid. The first rows wait until the frequency is known; it is found from them.
 */
final class SeriesCollector {
  private static final int ROWS_TO_SEE = 200_000;

  private final SeriesColumns columns;
  private final SeriesOptions options;
  private final ReadLog log;
  private final List<ParsedRow> waiting = new ArrayList<>();
  private final BitSet changing = new BitSet();
  private SeriesTableBuilder builder;
  private TimeGrid grid;
  private List<String> lastKey;
  private int lastSeries;

  SeriesCollector(SeriesColumns columns, SeriesOptions options, ReadLog log) {
    this.columns = columns;
    this.options = options;
    this.log = log;
  }

  void add(ParsedRow row) {
    if (builder != null) {
      place(row);
      return;
    }
    waiting.add(row);
    boolean severalTimes = !row.time().equals(waiting.get(0).time());
    if (waiting.size() >= ROWS_TO_SEE && severalTimes) {
      begin();
    }
  }

  private void begin() {
    FrequencyDetector detector = new FrequencyDetector(log.source());
    for (ParsedRow row : waiting) {
      LocalDateTime clock = row.time().onClocks(options.zone());
      detector.add(row.key(), clock.toEpochSecond(ZoneOffset.UTC));
    }
    Frequency frequency =
        options.frequency() == null || options.frequency().equals("auto")
            ? detector.frequency()
            : Frequency.parse(options.frequency());
    LocalDateTime start =
        LocalDateTime.ofEpochSecond(detector.anchor(frequency), 0, ZoneOffset.UTC);
    grid = new TimeGrid(frequency, options.zone(), start.atZone(options.zone()).toInstant());
    builder = new SeriesTableBuilder(grid, columns);
    waiting.forEach(this::place);
    waiting.clear();
  }

  private void place(ParsedRow row) {
    try {
      int series = series(row);
      int step = step(series, row.time());
      if (!builder.put(series, step, row.row())) {
        log.duplicate(
            "%s: series %s has a value at %s already"
                .formatted(row.place(), String.join("/", row.key()), show(row.time())));
      }
    } catch (MalformedCellException e) {
      log.malformed(row.place(), e.getMessage());
    }
  }

  private int series(ParsedRow row) {
    if (row.key() != lastKey) {
      lastKey = row.key();
      lastSeries = builder.series(row.key(), row.statics());
    }
    for (int c = 0; c < columns.statics().size(); c++) {
      if (!row.statics().get(c).equals(builder.staticText(c, lastSeries))) {
        changing.set(lastSeries);
      }
    }
    return lastSeries;
  }

  /** The step of a time; of two that it can be, the first one without a value. */
  private int step(int series, WallTime time) throws MalformedCellException {
    List<Instant> moments = time.moments(options.zone());
    if (moments.isEmpty()) {
      throw new MalformedCellException(
          "%s does not exist on the clocks of %s, which were put forward; correct the time zone"
              .formatted(show(time), options.zone()));
    }
    int step = grid.step(moments.get(0));
    if (moments.size() > 1 && builder.has(series, step)) {
      step = grid.step(moments.get(1));
    }
    if (step == TimeGrid.OFF_GRID) {
      throw new MalformedCellException(
          "%s lies between two steps of %s from %s; correct it or set the frequency"
              .formatted(show(time), grid.frequency(), grid.local(0).toLocalDateTime()));
    }
    return step;
  }

  private static String show(WallTime time) {
    LocalDateTime clock = LocalDateTime.ofEpochSecond(time.seconds(), 0, ZoneOffset.UTC);
    return time.local() ? clock.toString() : clock + "Z";
  }

  SeriesTable finish() {
    if (builder == null && waiting.isEmpty()) {
      throw new DataException(
          "%s: the file holds no row that can be read (%d rows, %d malformed); check the file."
              .formatted(log.source(), log.rows(), log.malformedRows()));
    }
    if (builder == null) {
      begin();
    }
    if (log.duplicateRows() * 2 > log.rows()) {
      throw new DataException(
          "%s: %d of %d rows repeat a series and a time (%s); the keys %s do not name a series: add"
                  .formatted(
                      log.source(),
                      log.duplicateRows(),
                      log.rows(),
                      log.firstDuplicate(),
                      columns.keys())
              + " the key that is missing, or correct the frequency.");
    }
    if (!changing.isEmpty()) {
      log.note(
          "Static columns change within %d series, the first is %s; their first values count."
              .formatted(changing.cardinality(), builder.name(changing.nextSetBit(0))));
    }
    return builder.build(options.missing(), log);
  }
}
