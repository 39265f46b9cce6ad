package org.unroll4j.data.table;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MilliSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;

/** The columns of a table that is written, as a Parquet file describes them. */
final class ParquetSchema {
  private ParquetSchema() {}

  /** The tree in preorder: its root, then the columns. */
  static List<SchemaElement> of(List<TableWriter.Column> columns) {
    List<SchemaElement> elements = new ArrayList<>();
    elements.add(new SchemaElement("table").setNum_children(columns.size()));
    columns.forEach(column -> elements.add(element(column)));
    return elements;
  }

  /** Every cell may be missing. */
  private static SchemaElement element(TableWriter.Column column) {
    SchemaElement element =
        new SchemaElement(column.name()).setRepetition_type(FieldRepetitionType.OPTIONAL);
    return switch (column.kind()) {
      case TEXT ->
          element
              .setType(Type.BYTE_ARRAY)
              .setConverted_type(ConvertedType.UTF8)
              .setLogicalType(LogicalType.STRING(new StringType()));
      case NUMBER -> element.setType(Type.DOUBLE);
      case INTEGER -> element.setType(Type.INT64);
      case TIME ->
          element
              .setType(Type.INT64)
              .setConverted_type(ConvertedType.TIMESTAMP_MILLIS)
              .setLogicalType(timestamp(true));
      case LOCAL_TIME -> element.setType(Type.INT64).setLogicalType(timestamp(false));
    };
  }

  private static LogicalType timestamp(boolean utc) {
    return LogicalType.TIMESTAMP(new TimestampType(utc, TimeUnit.MILLIS(new MilliSeconds())));
  }
}
