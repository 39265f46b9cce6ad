package org.unroll4j.data.table;

import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.values.ValuesReader;

/**
 * One value of a Parquet column and what can be made of it. The object is used for all values of
 * the column, one after another.
 */
abstract class ParquetCell {
  private final Kind kind;

  ParquetCell(Kind kind) {
    this.kind = kind;
  }

  final Kind kind() {
    return kind;
  }

  /** The bytes that a value of a dictionary takes at the least. */
  abstract int leastBytes();

  /** Takes the next value. */
  abstract void read(ValuesReader values);

  /**
   * What follows is an index into this dictionary; it needs to be known only where texts are made
   * of values, which pays to do once.
   *
   * @param dictionary null: what follows are values
   */
  void dictionary(Dictionary dictionary) {}

  /** See {@link TableRows#text}. */
  abstract String text();

  /**
   * See {@link TableRows#number}; infinite numbers are the caller's matter.
   *
   * @throws NumberFormatException if it is none
   */
  abstract double number();

  /** See {@link TableRows#millis}. */
  long millis() {
    throw new IllegalStateException("a column of this kind holds no times: " + kind);
  }

  /** Whether the value says that there is none. */
  boolean isEmpty() {
    return false;
  }
}
