package org.unroll4j.data.table;

import java.util.ArrayList;
import java.util.List;
import org.unroll4j.data.DataException;

/**
 * The columns of a Parquet file that are asked for.
 *
 * @param names as they were asked for
 * @param slots where the cells of each stand
 * @param columns those that are read from the file
 * @param position the place in the lists; stands among the slots if it was asked for
 */
record ParquetSelection(
    List<String> names,
    List<ParquetSlot> slots,
    List<ParquetColumn> columns,
    ListPosition position) {

  /** All columns of single values that are of a type that is read. */
  static ParquetSelection singles(String source, List<ParquetField> fields) {
    List<ParquetColumn> columns =
        fields.stream()
            .filter(ParquetCells::readsSingle)
            .map(field -> column(source, field))
            .toList();
    List<String> names = columns.stream().map(column -> column.field().name()).toList();
    return new ParquetSelection(names, List.copyOf(columns), columns, new ListPosition());
  }

  /**
   * Some columns, in the order of their names.
   *
   * @throws DataException if one is missing or cannot be read
   */
  static ParquetSelection of(String source, List<ParquetField> fields, List<String> names) {
    List<String> header = new ArrayList<>(fields.stream().map(ParquetField::name).toList());
    if (fields.stream().anyMatch(ParquetField::isList) && !header.contains(ListPosition.NAME)) {
      header.add(ListPosition.NAME);
    }
    ListPosition position = new ListPosition();
    List<ParquetSlot> slots = new ArrayList<>();
    List<ParquetColumn> columns = new ArrayList<>();
    for (int index : new TableHeader(source, header).find(names)) {
      if (index == fields.size()) {
        slots.add(position);
      } else {
        columns.add(column(source, fields.get(index)));
        slots.add(columns.get(columns.size() - 1));
      }
    }
    if (slots.contains(position) && columns.stream().noneMatch(c -> c.field().isList())) {
      throw new DataException(
          "%s: column \"%s\" is the place in a list, but no column that is read holds lists; name one."
              .formatted(source, ListPosition.NAME));
    }
    return new ParquetSelection(List.copyOf(names), slots, columns, position);
  }

  private static ParquetColumn column(String source, ParquetField field) {
    return new ParquetColumn(field, ParquetCells.of(source, field));
  }
}
