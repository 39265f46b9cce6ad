package org.unroll4j.data.table;

import java.util.concurrent.TimeUnit;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit._Fields;
import org.unroll4j.data.DataException;

/**
 * Chooses how the values of a column are read, from the type in which they are kept and the meaning
 * that the file gives it. Format: the Parquet project's LogicalTypes.md; older files name the
 * meaning in another place ("converted type").
 */
final class ParquetCells {
  private ParquetCells() {}

  /** Whether it is a column of single values, of a type that is read. */
  static boolean readsSingle(ParquetField field) {
    return field.levels() != null && !field.isList() && cell(field.element()) != null;
  }

  /**
   * The cell of a column.
   *
   * @throws DataException if columns of this type are not read
   */
  static ParquetCell of(String source, ParquetField field) {
    if (field.levels() == null) {
      throw new DataException(
          ("%s: column \"%s\" is nested (a structure, a map or a list of such or of lists); only"
                  + " single values and lists of them are read: write its parts as columns of their"
                  + " own.")
              .formatted(source, field.name()));
    }
    ParquetCell cell = cell(field.element());
    if (cell == null) {
      SchemaElement element = field.element();
      Object meaning =
          element.isSetLogicalType()
              ? element.getLogicalType().getSetField()
              : element.getConverted_type();
      throw new DataException(
          "%s: columns such as \"%s\" (%s, %s) are not read; write it as text, number or time."
              .formatted(source, field.name(), element.getType(), meaning));
    }
    return cell;
  }

  private static ParquetCell cell(SchemaElement element) {
    return switch (element.getType()) {
      case BOOLEAN -> new NumberCells.Truth();
      case INT32 -> int32(element);
      case INT64 -> int64(element);
      case INT96 -> new TimeCells.JulianTimestamp();
      case FLOAT -> new NumberCells.Floating(false);
      case DOUBLE -> new NumberCells.Floating(true);
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> bytes(element);
    };
  }

  private static ParquetCell int32(SchemaElement element) {
    if (is(element, ConvertedType.DATE, LogicalType._Fields.DATE)) {
      return new TimeCells.Date();
    }
    if (isDecimal(element)) {
      return new NumberCells.Decimal(NumberCells.Decimal.Storage.INT32, scale(element));
    }
    return isTimeOfDay(element) ? null : new NumberCells.Whole(false, isUnsigned(element));
  }

  private static ParquetCell int64(SchemaElement element) {
    if (isDecimal(element)) {
      return new NumberCells.Decimal(NumberCells.Decimal.Storage.INT64, scale(element));
    }
    ParquetCell timestamp = timestamp(element);
    if (timestamp != null || isTimeOfDay(element)) {
      return timestamp;
    }
    return new NumberCells.Whole(true, isUnsigned(element));
  }

  private static ParquetCell timestamp(SchemaElement element) {
    if (element.isSetLogicalType() && element.getLogicalType().isSetTIMESTAMP()) {
      var timestamp = element.getLogicalType().getTIMESTAMP();
      _Fields unit = timestamp.getUnit().getSetField();
      return new TimeCells.Timestamp(
          timestamp.isIsAdjustedToUTC() ? Kind.TIME : Kind.LOCAL_TIME,
          unit == _Fields.MILLIS
              ? TimeUnit.MILLISECONDS
              : unit == _Fields.MICROS ? TimeUnit.MICROSECONDS : TimeUnit.NANOSECONDS);
    }
    if (element.getConverted_type() == ConvertedType.TIMESTAMP_MILLIS) {
      return new TimeCells.Timestamp(Kind.TIME, TimeUnit.MILLISECONDS);
    }
    if (element.getConverted_type() == ConvertedType.TIMESTAMP_MICROS) {
      return new TimeCells.Timestamp(Kind.TIME, TimeUnit.MICROSECONDS);
    }
    return null;
  }

  private static ParquetCell bytes(SchemaElement element) {
    if (isDecimal(element)) {
      return new NumberCells.Decimal(NumberCells.Decimal.Storage.BYTES, scale(element));
    }
    boolean noText =
        is(element, ConvertedType.BSON, LogicalType._Fields.BSON)
            || is(element, ConvertedType.INTERVAL, null)
            || is(element, null, LogicalType._Fields.UUID)
            || is(element, null, LogicalType._Fields.FLOAT16)
            || is(element, null, LogicalType._Fields.VARIANT)
            || is(element, null, LogicalType._Fields.GEOMETRY)
            || is(element, null, LogicalType._Fields.GEOGRAPHY);
    return noText ? null : new TextCell(element.getType_length());
  }

  private static boolean is(
      SchemaElement element, ConvertedType converted, LogicalType._Fields logical) {
    if (element.isSetLogicalType()) {
      return element.getLogicalType().getSetField() == logical;
    }
    return converted != null && element.getConverted_type() == converted;
  }

  private static boolean isDecimal(SchemaElement element) {
    return is(element, ConvertedType.DECIMAL, LogicalType._Fields.DECIMAL);
  }

  private static int scale(SchemaElement element) {
    return element.isSetLogicalType()
        ? element.getLogicalType().getDECIMAL().getScale()
        : element.getScale();
  }

  private static boolean isTimeOfDay(SchemaElement element) {
    return is(element, ConvertedType.TIME_MILLIS, LogicalType._Fields.TIME)
        || is(element, ConvertedType.TIME_MICROS, LogicalType._Fields.TIME);
  }

  private static boolean isUnsigned(SchemaElement element) {
    if (element.isSetLogicalType() && element.getLogicalType().isSetINTEGER()) {
      return !element.getLogicalType().getINTEGER().isIsSigned();
    }
    ConvertedType type = element.getConverted_type();
    return type != null && type.name().startsWith("UINT_");
  }
}
