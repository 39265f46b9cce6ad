package org.unroll4j.data.table;

import org.apache.parquet.column.values.ValuesReader;

/** The place of an element in its list, from 0, as a column of its own. */
final class ListPosition extends ParquetCell implements ParquetSlot {
  /** The name of the column, unless the file has one of this name. */
  static final String NAME = "position";

  private int position;

  ListPosition() {
    super(Kind.INTEGER);
  }

  void set(int place) {
    position = place;
  }

  int get() {
    return position;
  }

  @Override
  public ParquetCell cell() {
    return this;
  }

  @Override
  public boolean isPresent() {
    return true;
  }

  @Override
  int leastBytes() {
    return 0;
  }

  @Override
  void read(ValuesReader values) {
    throw new IllegalStateException("the place in a list is not read from the file");
  }

  @Override
  String text() {
    return Integer.toString(position);
  }

  @Override
  double number() {
    return position;
  }
}
