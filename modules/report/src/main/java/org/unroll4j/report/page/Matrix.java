package org.unroll4j.report.page;

import java.util.List;

/**
 * A coloured table: a square per row and column, and the numbers behind each.
 *
 * @param id unique on the page
 * @param title what its rows have in common
 * @param summary a line about all squares; may be empty
 * @param heads the headings of the columns, from the coarsest level to the finest
 * @param rows as many squares per row as the finest level has headings
 * @param numbers what the squares refer to; may be empty
 */
public record Matrix(
    String id,
    String title,
    String summary,
    List<List<Head>> heads,
    List<Row> rows,
    List<Numbers> numbers)
    implements Block {

  public Matrix {
    heads = heads.stream().map(List::copyOf).toList();
    rows = List.copyOf(rows);
    numbers = List.copyOf(numbers);
  }

  @Override
  public String kind() {
    return "matrix";
  }

  /** How many columns there are. */
  public int width() {
    return heads.get(heads.size() - 1).size();
  }

  /**
   * A heading.
   *
   * @param span how many columns it covers
   * @param edge whether a group of columns begins here
   */
  public record Head(String text, int span, boolean edge) {}

  /**
   * A row.
   *
   * @param target the anchor of what it is about; may be empty
   */
  public record Row(String label, String target, List<Square> squares) {

    public Row {
      squares = List.copyOf(squares);
    }
  }

  /**
   * A square.
   *
   * @param style its CSS class; empty where nothing was compared
   * @param text what it says
   * @param title the same in words
   * @param target the anchor of its numbers
   */
  public record Square(String style, String text, String title, String target) {

    /** A place of which the record says nothing. */
    public static final Square EMPTY = new Square("", "", "", "");
  }

  /**
   * The numbers behind a square.
   *
   * @param id the anchor
   */
  public record Numbers(String id, String title, List<Line> lines) {

    public Numbers {
      lines = List.copyOf(lines);
    }
  }

  /**
   * One number.
   *
   * @param style the CSS class of its verdict
   * @param note what has to be said about it; may be empty
   * @param target the anchor of what is said elsewhere; may be empty
   */
  public record Line(
      String quantity,
      String error,
      String where,
      String tolerance,
      String style,
      String verdict,
      String note,
      String target) {}
}
