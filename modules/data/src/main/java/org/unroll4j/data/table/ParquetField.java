package org.unroll4j.data.table;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * A column of a Parquet file.
 *
 * @param name as in the file
 * @param leaf its place among the column chunks of a row group
 * @param element what the file says about its values, in a list about the elements
 * @param levels null for a structure, a map or a list of such or of lists, which are not read
 */
record ParquetField(String name, int leaf, SchemaElement element, ParquetLevels levels) {

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
      int end = end(schema, next);
      List<SchemaElement> tree = schema.subList(next, end);
      fields.add(field(tree, leaf));
      for (SchemaElement part : tree) {
        leaf += part.isSetType() ? 1 : 0;
      }
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

  /**
   * A list is a group around a repeated group around the elements; in older files the repeated part
   * is the element itself, with or without the outer group. Format: the Parquet project's
   * LogicalTypes.md, sections "Lists" and "Backward-compatibility rules".
   */
  private static ParquetField field(List<SchemaElement> tree, int leaf) {
    SchemaElement outer = tree.get(0);
    SchemaElement last = tree.get(tree.size() - 1);
    ParquetLevels levels = null;
    if (tree.size() == 1 && last.isSetType()) {
      levels = new ParquetLevels(optional(outer), repeated(outer), false);
    } else if (isList(tree)) {
      levels = new ParquetLevels(optional(outer), true, optional(last));
    }
    return new ParquetField(outer.getName(), leaf, last, levels);
  }

  private static boolean isList(List<SchemaElement> tree) {
    SchemaElement outer = tree.get(0);
    boolean marked =
        outer.getConverted_type() == ConvertedType.LIST
            || (outer.isSetLogicalType() && outer.getLogicalType().isSetLIST());
    if (!marked || repeated(outer) || tree.size() == 1 || !repeated(tree.get(1))) {
      return false;
    }
    if (tree.size() == 2) {
      return tree.get(1).isSetType();
    }
    String middle = tree.get(1).getName();
    boolean structure = middle.equals("array") || middle.equals(outer.getName() + "_tuple");
    return tree.size() == 3
        && tree.get(1).getNum_children() == 1
        && tree.get(2).isSetType()
        && !repeated(tree.get(2))
        && !structure;
  }

  private static boolean repeated(SchemaElement element) {
    return element.getRepetition_type() == FieldRepetitionType.REPEATED;
  }

  private static boolean optional(SchemaElement element) {
    return element.getRepetition_type() == FieldRepetitionType.OPTIONAL;
  }

  /** Whether a cell is a list of values that are single. */
  boolean isList() {
    return levels != null && levels.list();
  }

  /** What the decoders of the library want to know. */
  ColumnDescriptor descriptor() {
    PrimitiveType type =
        new PrimitiveType(
            levels.optional() ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED,
            physical(),
            element.getType_length(),
            name);
    return new ColumnDescriptor(
        new String[] {name}, type, levels.maxRepetition(), levels.maxDefinition());
  }

  private PrimitiveType.PrimitiveTypeName physical() {
    return switch (element.getType()) {
      case BYTE_ARRAY -> PrimitiveType.PrimitiveTypeName.BINARY;
      default -> PrimitiveType.PrimitiveTypeName.valueOf(element.getType().name());
    };
  }
}
