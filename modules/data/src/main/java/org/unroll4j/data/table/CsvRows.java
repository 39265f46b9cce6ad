package org.unroll4j.data.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.unroll4j.data.DataException;

/** The rows of a CSV file: UTF-8, comma, with a header; empty lines are passed over. */
final class CsvRows implements TableRows {
  private final String source;
  private final CloseableIterator<CsvRow> records;
  private final List<String> columns;
  private final int[] indices;
  private final int width;
  private CsvRow row;

  /**
   * Reads the header.
   *
   * @param columns null for all
   */
  CsvRows(String source, InputStream in, List<String> columns) {
    this.source = source;
    this.records =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .build(new CsvRow(), new InputStreamReader(in, StandardCharsets.UTF_8))
            .iterator();
    if (!next()) {
      throw new DataException("%s: the file is empty; expected a header line.".formatted(source));
    }
    TableHeader header = new TableHeader(source, names(row));
    this.width = row.cells();
    this.columns = List.copyOf(columns == null ? header.names() : columns);
    IntStream places =
        columns == null
            ? IntStream.range(0, width)
            : header.find(columns).stream().mapToInt(Integer::intValue);
    this.indices = places.toArray();
    row.keepOnly(indices);
  }

  private static List<String> names(CsvRow header) {
    List<String> names =
        new ArrayList<>(IntStream.range(0, header.cells()).mapToObj(header::text).toList());
    names.set(0, names.get(0).replaceFirst("^\uFEFF", ""));
    return names;
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public Kind kind(int column) {
    return Kind.TEXT;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public boolean next() {
    try {
      if (!records.hasNext()) {
        return false;
      }
      row = records.next();
      return true;
    } catch (CsvParseException e) {
      throw new DataException("%s: is not CSV (%s).".formatted(source, e.getMessage()), e);
    } catch (UncheckedIOException e) {
      throw TableFiles.unreadable(source, e);
    }
  }

  @Override
  public long row() {
    return row.line();
  }

  @Override
  public String rowWord() {
    return "line";
  }

  @Override
  public int cells() {
    return row.cells();
  }

  @Override
  public String text(int column) {
    return row.text(indices[column]);
  }

  @Override
  public boolean isEmpty(int column) {
    return row.isEmpty(indices[column]);
  }

  @Override
  public double number(int column) throws MalformedCellException {
    if (isEmpty(column)) {
      return Double.NaN;
    }
    double value;
    try {
      value = row.number(indices[column]);
    } catch (NumberFormatException e) {
      throw Cells.notANumber(text(column), columns.get(column));
    }
    return Cells.finite(value, this, column);
  }

  @Override
  public long millis(int column) {
    throw new IllegalStateException("a CSV file holds texts; column " + columns.get(column));
  }

  @Override
  public void close() {
    try {
      records.close();
    } catch (IOException e) {
      throw TableFiles.unreadable(source, e);
    }
  }
}
