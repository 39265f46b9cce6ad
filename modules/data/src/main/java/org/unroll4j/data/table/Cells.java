package org.unroll4j.data.table;

/** What both kinds of files say about a cell that is no number. */
final class Cells {
  private Cells() {}

  static MalformedCellException notANumber(String text, String column) {
    return new MalformedCellException(
        "\"%s\" in column \"%s\" is not a number".formatted(text, column));
  }

  static double finite(double value, TableRows rows, int column) throws MalformedCellException {
    if (Double.isInfinite(value)) {
      throw new MalformedCellException(
          "\"%s\" in column \"%s\" is not finite"
              .formatted(rows.text(column), rows.columns().get(column)));
    }
    return value;
  }
}
