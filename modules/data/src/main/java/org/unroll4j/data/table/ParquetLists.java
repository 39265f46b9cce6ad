package org.unroll4j.data.table;

import java.io.IOException;
import org.apache.parquet.format.RowGroup;
import org.unroll4j.data.DataException;

/**
 * Walks through the lists of a row side by side: the row stands for as many rows as its lists are
 * long, for none if they are empty or all missing, and for itself if it has no lists. A list that
 * is missing beside others is one of missing elements.
 */
final class ParquetLists {
  private final String source;
  private final ParquetList[] lists;
  private final ListPosition position;
  private long row;

  ParquetLists(String source, ParquetSelection selection) {
    this.source = source;
    this.position = selection.position();
    this.lists =
        selection.columns().stream()
            .filter(column -> column.field().isList())
            .map(ParquetList::new)
            .toArray(ParquetList[]::new);
  }

  void enter(RowGroup group) throws IOException {
    for (ParquetList list : lists) {
      list.enter(group.getColumns().get(list.leaf()).getMeta_data());
    }
  }

  /**
   * Goes to the first elements of the lists of the next row.
   *
   * @return false if there are none
   */
  boolean begin(long number) throws IOException {
    row = number;
    position.set(0);
    for (ParquetList list : lists) {
      list.begin();
    }
    return lists.length == 0 || haveElements();
  }

  /**
   * Goes to the next elements of the lists of this row.
   *
   * @return false if there are none
   */
  boolean next() throws IOException {
    if (lists.length == 0) {
      return false;
    }
    position.set(position.get() + 1);
    for (ParquetList list : lists) {
      list.next();
    }
    return haveElements();
  }

  private boolean haveElements() throws IOException {
    ParquetList first = null;
    for (ParquetList list : lists) {
      if (list.isMissing()) {
        continue;
      }
      if (first == null) {
        first = list;
      } else if (list.hasElement() != first.hasElement()) {
        throw unequal(first, list);
      }
    }
    return first != null && first.hasElement();
  }

  private DataException unequal(ParquetList one, ParquetList other) throws IOException {
    return new DataException(
        "%s: row %d: the lists of a row must be equally long, but \"%s\" has %d elements and"
                .formatted(source, row, one.name(), length(one))
            + " \"%s\" has %d; correct the row, or read columns whose lists belong together."
                .formatted(other.name(), length(other)));
  }

  private long length(ParquetList list) throws IOException {
    long length = position.get();
    while (list.hasElement()) {
      length++;
      list.next();
    }
    return length;
  }
}
