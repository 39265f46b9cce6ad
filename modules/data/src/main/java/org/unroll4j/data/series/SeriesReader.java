package org.unroll4j.data.series;

import java.io.IOException;
import java.nio.file.Path;
import org.unroll4j.data.DataException;
import org.unroll4j.data.table.MalformedCellException;
import org.unroll4j.data.table.TableFiles;
import org.unroll4j.data.table.TableRows;

/** Reads long tables: one row per series and time, in any order. */
public final class SeriesReader {
  private SeriesReader() {}

  /**
   * Reads a CSV (plain or gzip) or Parquet file.
   *
   * @throws DataException if the file cannot be read, a column is missing, the frequency is
   *     unknown, most rows are duplicates, or more rows are malformed than the options allow
   */
  public static SeriesTable read(Path file, SeriesColumns columns, SeriesOptions options) {
    ReadLog log = new ReadLog(file.toString(), options.maxMalformedRows());
    try (TableRows rows = TableFiles.open(file, columns.all())) {
      SeriesRowParser parser = new SeriesRowParser(rows, columns, options);
      SeriesCollector collector = new SeriesCollector(columns, options, log);
      while (rows.next()) {
        log.row();
        try {
          collector.add(parser.parse());
        } catch (MalformedCellException e) {
          log.malformed(rows.row(), e.getMessage());
        }
      }
      log.sha256(sha256(file));
      return collector.finish();
    }
  }

  static String sha256(Path file) {
    try {
      return TableFiles.sha256(file);
    } catch (IOException e) {
      throw new DataException("%s: cannot be read (%s).".formatted(file, e.getMessage()), e);
    }
  }
}
