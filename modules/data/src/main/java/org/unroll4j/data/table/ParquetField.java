package org.unroll4j.data.table;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * A column of a Parquet file.
 *
 * @param name as in the file
 * @param leaf its place among the column chunks of a row group
 * @param element what the file says about it
 * @param flat whether it holds one value a row; not so a list, a map or a structure
 */
record ParquetField(String name, int leaf, SchemaElement element, boolean flat) {

  /**
   * The columns of a schema, which the file holds as a tree in preorder.
   *
   * @throws DamagedFileException if the tree does not end where the list ends
   */
  static List<ParquetField> of(List<SchemaElement> schema) throws DamagedFileException {
    if (schema == null || schema.isEmpty()) {
      throw new DamagedFileException("it has no schema");
    }
    List<ParquetField> fields = new ArrayList<>();
    int leaf = 0;
    int next = 1;
    while (next < schema.size()) {
      SchemaElement element = schema.get(next);
      int end = end(schema, next);
      int leaves = 0;
      for (SchemaElement part : schema.subList(next, end)) {
        leaves += part.isSetType() ? 1 : 0;
      }
      boolean flat = end == next + 1 && element.isSetType() && !repeated(element);
      fields.add(new ParquetField(element.getName(), leaf, element, flat));
      leaf += leaves;
      next = end;
    }
    if (fields.size() != schema.get(0).getNum_children()) {
      throw new DamagedFileException("its schema does not agree with itself");
    }
    return fields;
  }

  /** Where the subtree that begins here ends. */
  private static int end(List<SchemaElement> schema, int start) throws DamagedFileException {
    long open = 1;
    int next = start;
    while (open > 0) {
      if (next == schema.size()) {
        throw new DamagedFileException("its schema is not complete");
      }
      int children = schema.get(next).getNum_children();
      if (children < 0) {
        throw new DamagedFileException("its schema is not one");
      }
      open += children - 1L;
      next++;
    }
    return next;
  }

  private static boolean repeated(SchemaElement element) {
    return element.getRepetition_type() == FieldRepetitionType.REPEATED;
  }

  /** Whether cells can be missing. */
  boolean optional() {
    return element.getRepetition_type() == FieldRepetitionType.OPTIONAL;
  }

  /** What the decoders of the library want to know. */
  ColumnDescriptor descriptor() {
    PrimitiveType type =
        new PrimitiveType(
            optional() ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED,
            physical(),
            element.getType_length(),
            name);
    return new ColumnDescriptor(new String[] {name}, type, 0, optional() ? 1 : 0);
  }

  private PrimitiveType.PrimitiveTypeName physical() {
    return switch (element.getType()) {
      case BYTE_ARRAY -> PrimitiveType.PrimitiveTypeName.BINARY;
      default -> PrimitiveType.PrimitiveTypeName.valueOf(element.getType().name());
    };
  }
}
