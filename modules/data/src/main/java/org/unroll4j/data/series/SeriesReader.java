package org.unroll4j.data.series;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.unroll4j.data.DataException;
import org.unroll4j.data.table.MalformedCellException;
import org.unroll4j.data.table.TableFiles;
import org.unroll4j.data.table.TableRows;

/** Reads long tables: one row per series and time, in any order. */
public final class SeriesReader {
  private SeriesReader() {}

  /**
   * Reads a CSV (plain or gzip) or Parquet file, or all such files of a folder one after another.
   *
   * @throws DataException if a file cannot be read, a column is missing, the frequency is unknown,
   *     most rows are duplicates, or more rows are malformed than the options allow
   */
  public static SeriesTable read(Path path, SeriesColumns columns, SeriesOptions options) {
    ReadLog log = new ReadLog(path.toString(), options.maxMalformedRows());
    SeriesCollector collector = new SeriesCollector(columns, options, log);
    List<Path> files = TableFiles.parts(path);
    for (Path file : files) {
      String name = files.size() == 1 ? "" : file.getFileName().toString();
      try (TableRows rows = TableFiles.open(file, columns.all())) {
        collect(rows, new SeriesRowParser(name, rows, columns, options), collector, log);
      }
    }
    log.sha256(sha256(path));
    return collector.finish();
  }

  private static void collect(
      TableRows rows, SeriesRowParser parser, SeriesCollector collector, ReadLog log) {
    while (rows.next()) {
      log.row();
      try {
        collector.add(parser.parse());
      } catch (MalformedCellException e) {
        log.malformed(parser.place(), e.getMessage());
      }
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
