package org.unroll4j.data.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.parquet.column.values.ValuesReader;

/** Cells that hold numbers, and how they are written as text. */
final class NumberCells {
  private NumberCells() {}

  /** A double as a plain decimal, whole numbers without a point; "" for NaN. */
  static String plain(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return plain(Double.toString(value));
  }

  private static String plain(String shortest) {
    return shortest.indexOf('E') < 0
        ? shortest
        : new BigDecimal(shortest).stripTrailingZeros().toPlainString();
  }

  /** Whole numbers of 8 to 64 bits, in 32 or 64; up to 32 bits they are read into a long. */
  static final class Whole extends ParquetCell {
    private static final int CACHED = 1 << 10;

    private final boolean wide;
    private final boolean unsigned;
    private final long[] keys = new long[CACHED];
    private final String[] texts = new String[CACHED];
    private long value;

    Whole(boolean wide, boolean unsigned) {
      super(Kind.INTEGER);
      this.wide = wide;
      this.unsigned = unsigned;
    }

    @Override
    int leastBytes() {
      return wide ? Long.BYTES : Integer.BYTES;
    }

    @Override
    void read(ValuesReader values) {
      if (wide) {
        value = values.readLong();
      } else {
        int small = values.readInteger();
        value = unsigned ? Integer.toUnsignedLong(small) : small;
      }
    }

    /** Ids and hours come again and again: their texts are made once. */
    @Override
    String text() {
      int slot = (int) (value & (CACHED - 1));
      if (texts[slot] == null || keys[slot] != value) {
        keys[slot] = value;
        texts[slot] = unsigned ? Long.toUnsignedString(value) : Long.toString(value);
      }
      return texts[slot];
    }

    @Override
    double number() {
      return unsigned && value < 0 ? new BigInteger(text()).doubleValue() : value;
    }
  }

  /** Numbers of 32 or 64 bits with a fraction; NaN is a missing cell. */
  static final class Floating extends ParquetCell {
    private final boolean wide;
    private double value;

    Floating(boolean wide) {
      super(Kind.NUMBER);
      this.wide = wide;
    }

    @Override
    int leastBytes() {
      return wide ? Double.BYTES : Float.BYTES;
    }

    @Override
    void read(ValuesReader values) {
      value = wide ? values.readDouble() : values.readFloat();
    }

    @Override
    String text() {
      boolean whole = value == Math.rint(value);
      return wide || whole || isEmpty() ? plain(value) : plain(Float.toString((float) value));
    }

    @Override
    double number() {
      return value;
    }

    @Override
    boolean isEmpty() {
      return Double.isNaN(value);
    }
  }

  /** Yes or no. */
  static final class Truth extends ParquetCell {
    private boolean value;

    Truth() {
      super(Kind.TEXT);
    }

    @Override
    int leastBytes() {
      return 1;
    }

    @Override
    void read(ValuesReader values) {
      value = values.readBoolean();
    }

    @Override
    String text() {
      return Boolean.toString(value);
    }

    @Override
    double number() {
      return value ? 1 : 0;
    }
  }

  /** Whole numbers that count a part 10⁻ˢ. */
  static final class Decimal extends ParquetCell {
    private static final long EXACT = 1L << 53;

    private final Storage storage;
    private final int scale;
    private final double divisor;
    private long small;
    private BigInteger large;

    /** How the whole number is kept. */
    enum Storage {
      INT32,
      INT64,
      BYTES
    }

    Decimal(Storage storage, int scale) {
      super(Kind.NUMBER);
      this.storage = storage;
      this.scale = scale;
      this.divisor = Math.pow(10, scale);
    }

    @Override
    int leastBytes() {
      return storage == Storage.INT64 ? Long.BYTES : storage == Storage.INT32 ? Integer.BYTES : 1;
    }

    @Override
    void read(ValuesReader values) {
      large = null;
      switch (storage) {
        case INT32 -> small = values.readInteger();
        case INT64 -> small = values.readLong();
        default -> {
          large = new BigInteger(values.readBytes().getBytesUnsafe());
          small = large.bitLength() < Long.SIZE ? large.longValue() : Long.MAX_VALUE;
        }
      }
    }

    private BigDecimal exact() {
      return new BigDecimal(large == null ? BigInteger.valueOf(small) : large, scale);
    }

    @Override
    String text() {
      return exact().toPlainString();
    }

    /** One division of two exact doubles is rounded as the decimal itself would be. */
    @Override
    double number() {
      return Math.abs(small) <= EXACT && scale <= 22 ? small / divisor : exact().doubleValue();
    }
  }
}
