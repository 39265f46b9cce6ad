package org.unroll4j.data.table;

import java.io.IOException;
import org.apache.parquet.format.ColumnMetaData;

/** The lists of one column, one after another, each element by element. */
final class ParquetList {
  private final ParquetColumn column;
  private final ParquetLevels levels;
  private long entriesLeft;
  private boolean element;
  private boolean goesOn;

  ParquetList(ParquetColumn column) {
    this.column = column;
    this.levels = column.field().levels();
  }

  String name() {
    return column.field().name();
  }

  int leaf() {
    return column.field().leaf();
  }

  /** Goes to the first list of a row group, before it; to be called after the column's own. */
  void enter(ColumnMetaData chunk) throws IOException {
    if (entriesLeft > 0) {
      throw new DamagedFileException("a column has more lists than rows");
    }
    entriesLeft = chunk.getNum_values();
    if (entriesLeft > 0 && column.nextRepetition() != 0) {
      throw new DamagedFileException("a list has no beginning");
    }
  }

  /** Goes to the next list: to its first element, if it has one. */
  void begin() throws IOException {
    if (entriesLeft <= 0) {
      throw new DamagedFileException("a column has fewer lists than rows");
    }
    step();
  }

  /** Goes to the next element of this list, if there is one. */
  void next() throws IOException {
    if (!goesOn) {
      element = false;
      return;
    }
    step();
    requireElement(element);
  }

  private void step() throws IOException {
    column.advance();
    entriesLeft--;
    element = levels.isElement(column.definition());
    goesOn = entriesLeft > 0 && column.nextRepetition() == 1;
    requireElement(element || !goesOn);
  }

  private static void requireElement(boolean fits) throws DamagedFileException {
    if (!fits) {
      throw new DamagedFileException("a list goes on after its end");
    }
  }

  /** Whether there is no list, not even an empty one. */
  boolean isMissing() {
    return levels.isMissingList(column.definition());
  }

  /** Whether there is an element here, be it a missing one; if not, the list has ended. */
  boolean hasElement() {
    return element;
  }
}
