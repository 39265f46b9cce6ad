package org.unroll4j.data.table;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.RowGroup;
import org.unroll4j.data.DataException;

/**
 * The rows of a Parquet file. Only the columns that are asked for are read, of each no more than
 * one page at a time.
 */
final class ParquetRows implements TableRows {
  private final String source;
  private final FileChannel file;
  private final ParquetFooter footer;
  private final List<ParquetField> fields;
  private final List<String> names;
  private final ParquetColumn[] columns;
  private int group;
  private long leftInGroup;
  private long row;

  /**
   * Reads the footer.
   *
   * @param columns null for all that are of a type that is read
   */
  ParquetRows(Path path, List<String> columns) throws IOException {
    this.source = path.toString();
    this.file = FileChannel.open(path);
    try {
      this.footer = ParquetFooter.read(source, file);
      List<ParquetField> all = footer.fields();
      TableHeader header = new TableHeader(source, all.stream().map(ParquetField::name).toList());
      this.fields =
          columns == null
              ? all.stream().filter(ParquetCells::reads).toList()
              : header.find(columns).stream().map(all::get).toList();
      this.names = fields.stream().map(ParquetField::name).toList();
      List<ParquetColumn> readers = new ArrayList<>();
      for (ParquetField field : fields) {
        readers.add(new ParquetColumn(field, ParquetCells.of(source, field)));
      }
      this.columns = readers.toArray(ParquetColumn[]::new);
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
    return columns[column].cell().kind();
  }

  @Override
  public int width() {
    return footer.fields().size();
  }

  @Override
  public boolean next() {
    if (row == footer.rows()) {
      return false;
    }
    row++;
    try {
      while (leftInGroup == 0) {
        enter(footer.groups().get(group++));
      }
      leftInGroup--;
      for (ParquetColumn column : columns) {
        column.advance();
      }
      return true;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      throw damaged(e);
    }
  }

  private void enter(RowGroup next) throws IOException {
    leftInGroup = next.getNum_rows();
    for (int i = 0; i < columns.length; i++) {
      columns[i].enter(file, next.getColumns().get(fields.get(i).leaf()).getMeta_data());
    }
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
    return !columns[column].isPresent() || columns[column].cell().isEmpty();
  }

  @Override
  public String text(int column) {
    return columns[column].isPresent() ? columns[column].cell().text() : "";
  }

  @Override
  public double number(int column) throws MalformedCellException {
    if (isEmpty(column)) {
      return Double.NaN;
    }
    double value;
    try {
      value = columns[column].cell().number();
    } catch (NumberFormatException e) {
      throw Cells.notANumber(text(column), names.get(column));
    }
    return Cells.finite(value, this, column);
  }

  @Override
  public long millis(int column) {
    if (!columns[column].isPresent()) {
      throw new IllegalStateException("the cell of column " + names.get(column) + " is missing");
    }
    return columns[column].cell().millis();
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
