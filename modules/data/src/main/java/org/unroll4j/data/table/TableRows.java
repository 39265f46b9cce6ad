package org.unroll4j.data.table;

import java.util.List;
import org.unroll4j.data.DataException;

/**
 * The rows of a table, one after another. Columns are counted from 0 in the order of {@link
 * #columns()}. Not for several threads at once.
 *
 * <p>Whatever is wrong with the file as a whole is a {@link DataException} of one line, from
 * whichever method meets it. What is wrong with a cell is a {@link MalformedCellException}.
 */
public interface TableRows extends AutoCloseable {

  /** Names of the columns that are read, in the order in which they were asked for. */
  List<String> columns();

  /** What a column holds, as far as the file says so; in a CSV file always {@link Kind#TEXT}. */
  Kind kind(int column);

  /** How many columns the file has, whether they are read or not. */
  int width();

  /**
   * Goes to the next row.
   *
   * @return false if there is none
   */
  boolean next();

  /**
   * Where this row stands, for messages: the line of a CSV file, or the row, both from 1. Rows that
   * come out of the lists of one row of the file stand where that row does.
   */
  long row();

  /** "line" or "row": what {@link #row()} counts. */
  String rowWord();

  /** How many cells this row has; a row of a CSV file can have more or fewer than the header. */
  int cells();

  /**
   * The cell as text; "" if it is missing. Numbers come out as short as they can be, dates as
   * {@code 2019-10-01}, times as {@code 2019-10-01T02:50:00}, moments with a Z behind.
   */
  String text(int column);

  /**
   * The cell as a number; NaN if it is missing or empty. A yes is 1 and a no is 0, where the file
   * has a type for that. Always finite or NaN.
   *
   * @throws MalformedCellException if it is not a number, or not a finite one
   */
  double number(int column) throws MalformedCellException;

  /** Whether the cell is missing or empty. */
  boolean isEmpty(int column);

  /**
   * The time in a column whose kind is one, in milliseconds since 1970-01-01T00:00Z; a local time
   * as if it were in UTC. Finer parts are cut off, towards the past.
   *
   * @throws IllegalStateException if the column holds no times, or the cell is missing
   */
  long millis(int column);

  @Override
  void close();
}
