package org.unroll4j.data.table;

/** What the cells of a column are. */
public enum Kind {
  /** Any text; also every column of a CSV file that is read, whatever its cells look like. */
  TEXT,
  /** A number with a fraction. */
  NUMBER,
  /** A whole number of at most 64 bits. */
  INTEGER,
  /** A moment, in milliseconds since 1970-01-01T00:00Z. */
  TIME,
  /** A date or a time of day on a date, without a zone: which moment it is depends on the place. */
  LOCAL_TIME;

  /** Whether {@link TableRows#millis} answers without looking at a text. */
  public boolean isTime() {
    return this == TIME || this == LOCAL_TIME;
  }
}
