package org.unroll4j.data.table;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.format.RowGroup;
import org.unroll4j.data.DataException;

/**
 * The rows of a Parquet file, those with lists unrolled. Only the columns that are asked for are
 * read, of each no more than one page at a time.
 */
final class ParquetRows implements TableRows {
  private final String source;
  private final FileChannel file;
  private final ParquetFooter footer;
  private final List<String> names;
  private final List<ParquetColumn> columns;
  private final ParquetColumn[] singles;
  private final ParquetLists lists;
  private final ParquetSlot[] slots;
  private int group;
  private long leftInGroup;
  private long row;

  /**
   * Reads the footer.
   *
   * @param columns null for all of single values that are of a type that is read
   */
  ParquetRows(Path path, List<String> columns) throws IOException {
    this.source = path.toString();
    this.file = FileChannel.open(path);
    try {
      this.footer = ParquetFooter.read(source, file);
      ParquetSelection selection =
          columns == null
              ? ParquetSelection.singles(source, footer.fields())
              : ParquetSelection.of(source, footer.fields(), columns);
      this.names = selection.names();
      this.slots = selection.slots().toArray(ParquetSlot[]::new);
      this.columns = selection.columns();
      this.singles =
          this.columns.stream()
              .filter(column -> !column.field().isList())
              .toArray(ParquetColumn[]::new);
      this.lists = new ParquetLists(source, selection);
    } catch (DataException e) {
      close();
      throw e;
    } catch (IOException | RuntimeException e) {
      close();
      throw damaged(e);
    }
  }

  private DataException damaged(Throwable error) {
    return new DataException(
        "%s: is damaged or not a Parquet file (%s%s); get a whole copy of it."
            .formatted(source, TableFiles.reason(error), row == 0 ? "" : ", near row " + row),
        error);
  }

  @Override
  public List<String> columns() {
    return names;
  }

  @Override
  public Kind kind(int column) {
    return slots[column].cell().kind();
  }

  @Override
  public int width() {
    return footer.fields().size();
  }

  @Override
  public boolean next() {
    try {
      boolean found = lists.next();
      while (!found && row < footer.rows()) {
        advance();
        found = lists.begin(row);
      }
      return found;
    } catch (DataException e) {
      throw e;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      throw damaged(e);
    }
  }

  /** Goes to the next row of the file, in columns of lists before it. */
  private void advance() throws IOException {
    row++;
    while (leftInGroup == 0) {
      enter(footer.groups().get(group++));
    }
    leftInGroup--;
    for (ParquetColumn column : singles) {
      column.advance();
    }
  }

  private void enter(RowGroup next) throws IOException {
    leftInGroup = next.getNum_rows();
    for (ParquetColumn column : columns) {
      column.enter(file, next.getColumns().get(column.field().leaf()).getMeta_data());
    }
    lists.enter(next);
  }

  @Override
  public long row() {
    return row;
  }

  @Override
  public String rowWord() {
    return "row";
  }

  @Override
  public int cells() {
    return width();
  }

  @Override
  public boolean isEmpty(int column) {
    return !slots[column].isPresent() || slots[column].cell().isEmpty();
  }

  @Override
  public String text(int column) {
    return slots[column].isPresent() ? slots[column].cell().text() : "";
  }

  @Override
  public double number(int column) throws MalformedCellException {
    if (isEmpty(column)) {
      return Double.NaN;
    }
    double value;
    try {
      value = slots[column].cell().number();
    } catch (NumberFormatException e) {
      throw Cells.notANumber(text(column), names.get(column));
    }
    return Cells.finite(value, this, column);
  }

  @Override
  public long millis(int column) {
    if (!slots[column].isPresent()) {
      throw new IllegalStateException("the cell of column " + names.get(column) + " is missing");
    }
    return slots[column].cell().millis();
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw TableFiles.unreadable(source, e);
    }
  }
}
