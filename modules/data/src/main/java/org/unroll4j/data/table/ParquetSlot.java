package org.unroll4j.data.table;

/** Where the cells of one column stand, one after another, while the rows are walked through. */
interface ParquetSlot {

  /** Reads the cell; what it holds is that of this row as long as {@link #isPresent}. */
  ParquetCell cell();

  /** Whether this row has a value. */
  boolean isPresent();
}
