package org.unroll4j.data.table;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.Arrays;

/**
 * The characters of one row of a CSV file, used again for the next row. Nothing is made into a text
 * or a number before somebody asks.
 */
final class CsvRow extends CsvCallbackHandler<CsvRow> {
  private char[] text = new char[1024];
  private int[] ends = new int[16];
  private boolean[] wanted;
  private int cells;
  private long line;
  private RecordType type = RecordType.DATA;

  /** From now on only these cells are kept; the others are empty. */
  void keepOnly(int[] columns) {
    wanted = new boolean[Arrays.stream(columns).max().orElse(-1) + 1];
    for (int column : columns) {
      wanted[column] = true;
    }
  }

  int cells() {
    return cells;
  }

  long line() {
    return line;
  }

  boolean isEmpty(int cell) {
    return cell >= cells || start(cell) == ends[cell];
  }

  String text(int cell) {
    return isEmpty(cell) ? "" : new String(text, start(cell), ends[cell] - start(cell));
  }

  /** The number in a cell that is not empty. */
  double number(int cell) {
    return ShortDecimals.parse(text, start(cell), ends[cell]);
  }

  private int start(int cell) {
    return cell == 0 ? 0 : ends[cell - 1];
  }

  @Override
  protected RecordType getRecordType() {
    return type;
  }

  @Override
  protected int getFieldCount() {
    return cells;
  }

  @Override
  protected void beginRecord(long startingLineNumber) {
    line = startingLineNumber;
    cells = 0;
    type = RecordType.DATA;
  }

  @Override
  protected void addField(char[] buffer, int offset, int length, boolean quoted) {
    if (cells == ends.length) {
      ends = Arrays.copyOf(ends, cells * 2);
    }
    int from = start(cells);
    int kept = wanted == null || (cells < wanted.length && wanted[cells]) ? length : 0;
    if (from + kept > text.length) {
      text = Arrays.copyOf(text, Math.max(text.length * 2, from + kept));
    }
    System.arraycopy(buffer, offset, text, from, kept);
    ends[cells++] = from + kept;
  }

  @Override
  protected void setComment(char[] buffer, int offset, int length) {
    type = RecordType.COMMENT;
  }

  @Override
  protected void setEmpty() {
    type = RecordType.EMPTY;
  }

  @Override
  protected CsvRow buildRecord() {
    return this;
  }
}
