package org.unroll4j.data.table;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.unroll4j.data.table.ListFile.Column;
import org.unroll4j.data.table.ListFile.Entry;

/** The forms in which writers have kept cells that are lists, and single ones. */
public enum ListForm {
  /** A missing list, an empty list and a missing element can all be told apart. */
  STANDARD(FieldRepetitionType.OPTIONAL, "list", FieldRepetitionType.OPTIONAL),
  /** Elements are always there; names as Hive writes them. */
  HIVE(FieldRepetitionType.OPTIONAL, "bag", FieldRepetitionType.REQUIRED),
  /** Lists are always there. */
  REQUIRED(FieldRepetitionType.REQUIRED, "list", FieldRepetitionType.OPTIONAL),
  /** Nothing can be missing. */
  FULL(FieldRepetitionType.REQUIRED, "list", FieldRepetitionType.REQUIRED),
  /** The repeated part is the element. */
  TWO_LEVELS(FieldRepetitionType.OPTIONAL, null, null),
  /** The same, and lists are always there. */
  TWO_REQUIRED(FieldRepetitionType.REQUIRED, null, null),
  /** Nothing but the repeated part. */
  BARE(null, null, null),
  /** No list. */
  SINGLE(FieldRepetitionType.OPTIONAL, null, null);

  private final FieldRepetitionType outer;
  private final String middle;
  private final FieldRepetitionType element;

  ListForm(FieldRepetitionType outer, String middle, FieldRepetitionType element) {
    this.outer = outer;
    this.middle = middle;
    this.element = element;
  }

  /** Whether a whole cell can be missing. */
  boolean canMiss() {
    return outer == FieldRepetitionType.OPTIONAL;
  }

  /** Whether an element can be missing. */
  boolean canMissElements() {
    return element == FieldRepetitionType.OPTIONAL;
  }

  /**
   * A column.
   *
   * @param cells a list of texts or numbers, or in a column of single values one of these; null is
   *     missing
   */
  public Column column(String name, boolean text, List<?> cells) {
    List<List<Entry>> rows = new ArrayList<>();
    for (Object cell : cells) {
      rows.add(this == SINGLE ? List.of(single(cell)) : list((List<?>) cell));
    }
    int optional = canMiss() ? 1 : 0;
    int elements = canMissElements() ? 1 : 0;
    int[] levels = this == SINGLE ? new int[] {0, 1} : new int[] {1, optional + 1 + elements};
    return new Column(schema(name, text), levels, rows);
  }

  private List<SchemaElement> schema(String name, boolean text) {
    FieldRepetitionType repeated = FieldRepetitionType.REPEATED;
    if (this == SINGLE || this == BARE) {
      return List.of(
          ListFile.values(name, text).setRepetition_type(this == SINGLE ? outer : repeated));
    }
    SchemaElement group =
        new SchemaElement(name)
            .setRepetition_type(outer)
            .setNum_children(1)
            .setConverted_type(ConvertedType.LIST);
    if (middle == null) {
      return List.of(group, ListFile.values("array", text).setRepetition_type(repeated));
    }
    return List.of(
        group,
        new SchemaElement(middle).setRepetition_type(repeated).setNum_children(1),
        ListFile.values("element", text).setRepetition_type(element));
  }

  private static Entry single(Object value) {
    return new Entry(0, value == null ? 0 : 1, value);
  }

  private List<Entry> list(List<?> cell) {
    int optional = canMiss() ? 1 : 0;
    if (cell == null || cell.isEmpty()) {
      return List.of(new Entry(0, cell == null ? 0 : optional, null));
    }
    List<Entry> entries = new ArrayList<>();
    for (Object value : cell) {
      int missing = canMissElements() && value == null ? 1 : 0;
      int present = optional + 1 + (canMissElements() ? 1 : 0);
      entries.add(new Entry(entries.isEmpty() ? 0 : 1, present - missing, value));
    }
    return entries;
  }
}
