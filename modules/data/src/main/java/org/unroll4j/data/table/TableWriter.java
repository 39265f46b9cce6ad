package org.unroll4j.data.table;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.unroll4j.data.DataException;

/**
 * Writes a table row by row, each row cell by cell in the order of the columns:
 *
 * <pre>{@code
 * try (TableWriter table = TableWriter.create(file, columns)) {
 *   table.text("s1").number(2.5);
 *   table.endRow();
 *   table.finish();
 * }
 * }</pre>
 *
 * The file appears when {@link #finish()} has written all of it; a writer that is closed without it
 * leaves nothing, and a file that was there before stays as it is. Not for several threads at once.
 */
public final class TableWriter implements AutoCloseable {

  /** A column and what is written into it. */
  public record Column(String name, Kind kind) {}

  /** One format. Cells come in the order of the columns. */
  interface Format {
    void text(int column, String value) throws IOException;

    void number(int column, double value) throws IOException;

    /** A whole number, or a time in milliseconds. */
    void whole(int column, long value) throws IOException;

    void missing(int column) throws IOException;

    void endRow() throws IOException;

    /** Writes what has not been written; leaves the stream open. */
    void finish() throws IOException;
  }

  private final Path file;
  private final Path unfinished;
  private final List<Column> columns;
  private final FileChannel channel;
  private final Format format;
  private final OutputStream out;
  private int next;
  private boolean finished;

  private TableWriter(Path file, List<Column> columns) throws IOException {
    this.file = file;
    this.columns = List.copyOf(columns);
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    unfinished = folder.resolve(file.getFileName() + ".unfinished");
    channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    OutputStream bytes = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    out = name.endsWith(".gz") ? new GZIPOutputStream(bytes, 1 << 16) : bytes;
    format =
        name.endsWith(".parquet")
            ? new ParquetFormat(out, this.columns)
            : new CsvFormat(out, this.columns);
  }

  /**
   * Begins a table. The end of the name says in which format: {@code .parquet}, {@code .gz} for CSV
   * in gzip, anything else for CSV.
   *
   * @throws DataException if the file cannot be written there
   */
  public static TableWriter create(Path file, List<Column> columns) {
    if (Files.isDirectory(file)) {
      throw new DataException("%s: is a folder; name a file to write to.".formatted(file));
    }
    try {
      return new TableWriter(file, columns);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static DataException unwritable(Path file, IOException error) {
    return new DataException(
        "%s: cannot be written (%s).".formatted(file, TableFiles.reason(error)), error);
  }

  /** A step that can fail as writing can. */
  private interface Step {
    void run(int column) throws IOException;
  }

  private TableWriter cell(String what, boolean fits, Step step) {
    if (next == columns.size() || !fits) {
      throw new IllegalStateException(
          "cell %d of a row of %d columns cannot be a %s: %s"
              .formatted(next + 1, columns.size(), what, columns));
    }
    try {
      step.run(next++);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
    return this;
  }

  private Kind kind() {
    return next == columns.size() ? null : columns.get(next).kind();
  }

  /** Writes a text. */
  public TableWriter text(String value) {
    return cell("text", kind() == Kind.TEXT, column -> format.text(column, value));
  }

  /** Writes a finite number; NaN is a missing cell. */
  public TableWriter number(double value) {
    if (Double.isNaN(value)) {
      return cell("number", kind() == Kind.NUMBER, format::missing);
    }
    boolean fits = kind() == Kind.NUMBER && !Double.isInfinite(value);
    return cell(fits ? "number" : "number " + value, fits, column -> format.number(column, value));
  }

  /** Writes a whole number. */
  public TableWriter integer(long value) {
    return cell("integer", kind() == Kind.INTEGER, column -> format.whole(column, value));
  }

  /** Writes a time in milliseconds since 1970-01-01T00:00, of a zone or of none. */
  public TableWriter time(long millis) {
    boolean fits = kind() != null && kind().isTime();
    return cell("time", fits, column -> format.whole(column, millis));
  }

  /** Leaves a cell out. */
  public TableWriter missing() {
    return cell("missing cell", true, format::missing);
  }

  /** Ends a row, which must have all its cells. */
  public void endRow() {
    if (next != columns.size()) {
      throw new IllegalStateException(
          "a row of %d columns has %d cells".formatted(columns.size(), next));
    }
    next = 0;
    try {
      format.endRow();
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** Completes the file and puts it in its place. */
  public void finish() {
    try {
      format.finish();
      out.flush();
      if (out instanceof GZIPOutputStream gzip) {
        gzip.finish();
        gzip.flush();
      }
      channel.force(true);
      channel.close();
      Files.move(
          unfinished,
          file.toAbsolutePath(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      finished = true;
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  @Override
  public void close() {
    if (finished) {
      return;
    }
    try {
      channel.close();
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }
}
