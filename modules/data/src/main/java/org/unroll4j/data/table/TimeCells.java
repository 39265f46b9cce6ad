package org.unroll4j.data.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.column.values.ValuesReader;

/** Cells that hold dates and times. */
final class TimeCells {
  private static final DateTimeFormatter ISO = DateTimeFormatter.ISO_LOCAL_DATE_TIME;

  private TimeCells() {}

  private abstract static class Time extends ParquetCell {
    Time(Kind kind) {
      super(kind);
    }

    @Override
    double number() {
      throw new NumberFormatException("a time");
    }
  }

  /** Days since 1970-01-01. */
  static final class Date extends Time {
    private static final long MILLIS_PER_DAY = 86_400_000;
    private int day;

    Date() {
      super(Kind.LOCAL_TIME);
    }

    @Override
    int leastBytes() {
      return Integer.BYTES;
    }

    @Override
    void read(ValuesReader values) {
      day = values.readInteger();
    }

    @Override
    String text() {
      return LocalDate.ofEpochDay(day).toString();
    }

    @Override
    long millis() {
      return day * MILLIS_PER_DAY;
    }
  }

  /** Milliseconds, microseconds or nanoseconds since 1970-01-01T00:00. */
  static final class Timestamp extends Time {
    private final long perSecond;
    private long value;

    Timestamp(Kind kind, TimeUnit unit) {
      super(kind);
      this.perSecond = unit.convert(1, TimeUnit.SECONDS);
    }

    @Override
    int leastBytes() {
      return Long.BYTES;
    }

    @Override
    void read(ValuesReader values) {
      value = values.readLong();
    }

    @Override
    String text() {
      long nanos = Math.floorMod(value, perSecond) * (1_000_000_000 / perSecond);
      return iso(Math.floorDiv(value, perSecond), nanos, kind());
    }

    @Override
    long millis() {
      return Math.floorDiv(value, perSecond / 1000);
    }
  }

  /** Nanoseconds of the day and Julian day in twelve bytes, as Impala and old Sparks write. */
  static final class JulianTimestamp extends Time {
    private static final int JULIAN_DAY_OF_1970 = 2_440_588;
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    private long day;
    private long nanosOfDay;

    JulianTimestamp() {
      super(Kind.TIME);
    }

    @Override
    int leastBytes() {
      return Long.BYTES + Integer.BYTES;
    }

    @Override
    void read(ValuesReader values) {
      ByteBuffer bytes = values.readBytes().toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      long nanos = bytes.getLong();
      day = bytes.getInt() - (long) JULIAN_DAY_OF_1970 + Math.floorDiv(nanos, NANOS_PER_DAY);
      nanosOfDay = Math.floorMod(nanos, NANOS_PER_DAY);
    }

    @Override
    String text() {
      return iso(day * 86_400 + nanosOfDay / 1_000_000_000, nanosOfDay % 1_000_000_000, kind());
    }

    @Override
    long millis() {
      return day * 86_400_000 + nanosOfDay / 1_000_000;
    }
  }

  /** A time of {@link TableRows#millis} as text. */
  static String iso(long millis, Kind kind) {
    return iso(Math.floorDiv(millis, 1000L), Math.floorMod(millis, 1000L) * 1_000_000, kind);
  }

  private static String iso(long second, long nanos, Kind kind) {
    String text = ISO.format(LocalDateTime.ofEpochSecond(second, (int) nanos, ZoneOffset.UTC));
    return kind == Kind.TIME ? text + "Z" : text;
  }
}
