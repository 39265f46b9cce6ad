package org.unroll4j.data.series;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.unroll4j.data.DataException;
import org.unroll4j.data.table.MalformedCellException;
import org.unroll4j.data.table.TableFiles;
import org.unroll4j.data.table.TableRows;

/**
 * Reads wide tables, such as those of the M4 competition: one row per series, its id in the first
 * column, its values in the others, empty cells at the end where it is shorter. Such tables name no
 * times. All series of the first file end at the same step, so that a part at the end has the same
 * steps in all of them; the step after it is {@value #JOINT}. Hours of the day and weekdays are
 * therefore those of no clock.
 */
public final class WideReader {
  /** The time of the step after the first file's last one: a Monday. */
  public static final String JOINT = "2001-01-01T00:00:00Z";

  private static final SeriesColumns COLUMNS =
      new SeriesColumns(
          List.of("id"), "time", null, "value", List.of(), List.of(), List.of(), null);

  private final SeriesTableBuilder table;
  private final Set<String> ids = new HashSet<>();

  private WideReader(TimeGrid grid) {
    this.table = new SeriesTableBuilder(grid, COLUMNS);
  }

  /**
   * Reads a wide file, CSV (plain or gzip) or Parquet, and a second one with values that follow.
   *
   * @param test continues series of the first file, or null
   * @param options its frequency must be set; there are no times to find it from
   * @throws DataException if a file cannot be read, a series of the second is not in the first, or
   *     more rows are malformed than the options allow
   */
  public static SeriesTable read(Path train, Path test, SeriesOptions options) {
    if (options.frequency() == null || options.frequency().equals("auto")) {
      throw new DataException(
          "%s: a wide table names no times; set the frequency, for example 1h.".formatted(train));
    }
    Frequency frequency = Frequency.parse(options.frequency());
    WideReader reader =
        new WideReader(new TimeGrid(frequency, options.zone(), Instant.parse(JOINT)));
    ReadLog log = new ReadLog(train.toString(), options.maxMalformedRows());
    reader.read(train, log, false);
    if (test != null) {
      reader.read(test, new ReadLog(test.toString(), 0), true);
      log.note(
          "Values of %s follow those of %s.".formatted(test.getFileName(), train.getFileName()));
    }
    log.sha256(SeriesReader.sha256(train));
    return reader.table.build(options.missing(), log);
  }

  private void read(Path file, ReadLog log, boolean follows) {
    try (TableRows rows = TableFiles.open(file)) {
      Set<String> seen = new HashSet<>();
      while (rows.next()) {
        log.row();
        try {
          String id = rows.text(0);
          float[] values = values(rows);
          if (id.isEmpty() || !seen.add(id)) {
            throw new MalformedCellException(
                "the id \"%s\" in column \"%s\" is empty or stands twice"
                    .formatted(id, rows.columns().get(0)));
          }
          requireKnown(file, id, follows);
          put(id, values, follows ? 0 : -values.length);
        } catch (MalformedCellException e) {
          log.malformed(new ParsedRow.Place("", rows.row()), e.getMessage());
        }
      }
    }
  }

  private static float[] values(TableRows rows) throws MalformedCellException {
    if (rows.cells() > rows.width()) {
      throw new MalformedCellException(
          "%d cells, expected at most %d".formatted(rows.cells(), rows.width()));
    }
    int end = rows.cells();
    while (end > 1 && rows.isEmpty(end - 1)) {
      end--;
    }
    float[] values = new float[end - 1];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) rows.number(i + 1);
    }
    return values;
  }

  private void requireKnown(Path file, String id, boolean follows) {
    if (follows && !ids.contains(id)) {
      throw new DataException(
          "%s: series \"%s\" is not in the training file; give the two files of one set."
              .formatted(file, id));
    }
    ids.add(id);
  }

  private void put(String id, float[] values, int from) {
    int series = table.series(List.of(id), List.of());
    for (int i = 0; i < values.length; i++) {
      table.put(series, from + i, SeriesRow.of(values[i]));
    }
  }
}
