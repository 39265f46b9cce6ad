package org.unroll4j.report.page;

import java.util.List;

/**
 * A table whose first column heads its rows.
 *
 * @param caption what it shows
 * @param columns the headings
 * @param rows as many cells per row as there are columns
 * @param sortable whether the reader can sort it by a column; it is then no higher than a screen
 */
public record Table(String caption, List<Column> columns, List<List<Cell>> rows, boolean sortable)
    implements Block {

  public Table(String caption, List<Column> columns, List<List<Cell>> rows) {
    this(caption, columns, rows, false);
  }

  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Cell> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "Table '%s': a row has %d cells, expected %d."
                .formatted(caption, row.size(), columns.size()));
      }
    }
  }

  @Override
  public String kind() {
    return "table";
  }

  /**
   * A column.
   *
   * @param title the heading
   * @param numeric whether the cells are aligned as numbers
   */
  public record Column(String title, boolean numeric) {

    public static Column text(String title) {
      return new Column(title, false);
    }

    public static Column number(String title) {
      return new Column(title, true);
    }
  }

  /**
   * A cell.
   *
   * @param text what it says; empty where there is no figure
   * @param strong whether it is the best of its column
   * @param detail a second, smaller line; may be empty
   */
  public record Cell(String text, boolean strong, String detail) {

    public static Cell of(String text) {
      return new Cell(text, false, "");
    }
  }
}
