package org.unroll4j.data.events;

import java.util.List;
import org.unroll4j.data.table.MalformedCellException;
import org.unroll4j.data.table.TableRows;

/** The cells of one row, wherever it comes from. Columns are counted from 0. */
interface EventCells {

  /**
   * Refuses a row that has more or fewer cells than the header.
   *
   * @throws MalformedRowException with both numbers
   */
  void requireWidth() throws MalformedRowException;

  String text(int column);

  boolean isEmpty(int column);

  /** The number in a cell, NaN in an empty one. */
  double number(int column) throws MalformedRowException;

  /** Milliseconds since 1970; the cell is not empty. */
  long millis(int column, TimeParser times) throws MalformedRowException;

  /** Cells of a row of a file. */
  record OfTable(TableRows rows) implements EventCells {
    @Override
    public void requireWidth() throws MalformedRowException {
      EventCells.requireWidth(rows.cells(), rows.width());
    }

    @Override
    public String text(int column) {
      return rows.text(column);
    }

    @Override
    public boolean isEmpty(int column) {
      return rows.isEmpty(column);
    }

    @Override
    public double number(int column) throws MalformedRowException {
      try {
        return rows.number(column);
      } catch (MalformedCellException e) {
        throw new MalformedRowException(e.getMessage());
      }
    }

    @Override
    public long millis(int column, TimeParser times) throws MalformedRowException {
      return rows.kind(column).isTime() ? rows.millis(column) : times.millis(rows.text(column));
    }
  }

  /** Cells of a line of a stream. */
  record OfTexts(List<String> header, List<String> cells) implements EventCells {
    @Override
    public void requireWidth() throws MalformedRowException {
      EventCells.requireWidth(cells.size(), header.size());
    }

    @Override
    public String text(int column) {
      return cells.get(column);
    }

    @Override
    public boolean isEmpty(int column) {
      return cells.get(column).isEmpty();
    }

    @Override
    public double number(int column) throws MalformedRowException {
      if (isEmpty(column)) {
        return Double.NaN;
      }
      String wrong = "\"%s\" in column \"%s\" is not ".formatted(text(column), header.get(column));
      double value;
      try {
        value = Double.parseDouble(text(column));
      } catch (NumberFormatException e) {
        throw new MalformedRowException(wrong + "a number");
      }
      if (Double.isInfinite(value)) {
        throw new MalformedRowException(wrong + "finite");
      }
      return value;
    }

    @Override
    public long millis(int column, TimeParser times) throws MalformedRowException {
      return times.millis(text(column));
    }
  }

  private static void requireWidth(int cells, int width) throws MalformedRowException {
    if (cells != width) {
      throw new MalformedRowException("%d cells, expected %d".formatted(cells, width));
    }
  }
}
