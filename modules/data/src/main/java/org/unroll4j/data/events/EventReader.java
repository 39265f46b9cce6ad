package org.unroll4j.data.events;

import java.io.IOException;
import java.nio.file.Path;
import org.unroll4j.data.DataException;
import org.unroll4j.data.table.TableFiles;
import org.unroll4j.data.table.TableRows;

/** Reads a file of events, CSV (plain or gzip) or Parquet, into primitive columns. */
public final class EventReader {
  private EventReader() {}

  /**
   * Reads the whole file.
   *
   * @throws DataException if the file, a column or all events are missing, or if more rows are
   *     malformed than the options allow
   */
  public static EventTable read(Path file, EventColumns columns, ReadOptions options) {
    String source = file.toString();
    try (TableRows table = TableFiles.open(file, columns.all())) {
      EventParser parser = new EventParser(source, table.columns(), columns, options);
      EventCells cells = new EventCells.OfTable(table);
      RowCollector rows = new RowCollector(source, table.rowWord(), columns, options);
      while (table.next()) {
        rows.add(table.row(), () -> parser.parse(cells));
      }
      return rows.finish(TableFiles.sha256(file));
    } catch (IOException e) {
      throw new DataException("%s: cannot be read (%s).".formatted(file, e.getMessage()), e);
    }
  }
}
