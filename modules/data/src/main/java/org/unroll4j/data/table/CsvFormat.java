package org.unroll4j.data.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes CSV: UTF-8, comma, a header, lines ended by a line feed. */
final class CsvFormat implements TableWriter.Format {
  private final CsvWriter csv;
  private final List<TableWriter.Column> columns;
  private final String[] row;

  CsvFormat(OutputStream out, List<TableWriter.Column> columns) {
    this.columns = columns;
    this.row = new String[columns.size()];
    this.csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.LF)
            .build(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
    csv.writeRecord(columns.stream().map(TableWriter.Column::name).toList());
  }

  @Override
  public void text(int column, String value) {
    row[column] = value;
  }

  @Override
  public void number(int column, double value) {
    row[column] = NumberCells.plain(value);
  }

  @Override
  public void whole(int column, long value) {
    Kind kind = columns.get(column).kind();
    row[column] = kind.isTime() ? TimeCells.iso(value, kind) : Long.toString(value);
  }

  @Override
  public void missing(int column) {
    row[column] = "";
  }

  @Override
  public void endRow() {
    csv.writeRecord(row);
  }

  @Override
  public void finish() throws IOException {
    csv.flush();
  }
}
