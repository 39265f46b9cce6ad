package org.unroll4j.data.table;

/**
 * Looks through the headers of encoded values before they are decoded. The decoders of the library
 * believe the numbers in them and would take any amount of memory for a damaged one. Format: the
 * Parquet project's Encodings.md, sections "RLE / Bit-Packing Hybrid" and "DELTA_BINARY_PACKED".
 */
final class RunChecks {
  private static final int MOST_AT_ONCE = 1 << 24;
  private static final int LARGEST_BLOCK = 1 << 16;

  private final byte[] bytes;
  private final int end;
  private int next;

  private RunChecks(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.next = from;
    this.end = end;
  }

  /**
   * Refuses runs that are empty or too long for the memory.
   *
   * @throws DamagedFileException also if there are too few values
   */
  static void runs(byte[] bytes, int from, int bitWidth, Bounds bounds)
      throws DamagedFileException {
    new RunChecks(bytes, from, bounds.end).runs(bitWidth, bounds);
  }

  /**
   * What is known of a sequence of runs.
   *
   * @param end where it ends at the latest
   * @param least how many values there have to be; those of missing cells are not there
   * @param most how many values will be read at most
   */
  record Bounds(int end, long least, long most) {}

  /** Refuses a header of differences that promises more values than the page has. */
  static void differences(byte[] bytes, int from, int end, int values) throws DamagedFileException {
    RunChecks checks = new RunChecks(bytes, from, end);
    long blockSize = checks.varint();
    long blocks = checks.varint();
    long count = checks.varint();
    if (blockSize <= 0
        || blockSize > LARGEST_BLOCK
        || blocks <= 0
        || blocks > blockSize
        || count > Math.min(values, MOST_AT_ONCE)) {
      throw new DamagedFileException("the differences of a page do not agree with its size");
    }
  }

  private void runs(int bitWidth, Bounds bounds) throws DamagedFileException {
    if (bitWidth < 0 || bitWidth > Integer.SIZE) {
      throw new DamagedFileException("values of %d bits cannot be".formatted(bitWidth));
    }
    long found = 0;
    while (next < end && found < bounds.most) {
      long header = varint();
      boolean packed = (header & 1) == 1;
      long count = packed ? (header >>> 1) * Byte.SIZE : header >>> 1;
      long length = packed ? (header >>> 1) * bitWidth : (bitWidth + Byte.SIZE - 1) / Byte.SIZE;
      if (count == 0 || count > (packed ? MOST_AT_ONCE : bounds.most)) {
        throw new DamagedFileException("a run of %d values in a page cannot be".formatted(count));
      }
      int there = (int) Math.min(length, end - next);
      // Some writers leave out what the last group of eight does not need.
      found += there == length ? count : packed ? there * (long) Byte.SIZE / bitWidth : 0;
      next += there;
    }
    if (found < bounds.least) {
      throw new DamagedFileException(
          "a page has %d values instead of %d".formatted(found, bounds.least));
    }
  }

  private long varint() throws DamagedFileException {
    long value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      if (next >= end) {
        throw new DamagedFileException("the values of a page end too early");
      }
      int part = bytes[next++];
      value |= (part & 0x7fL) << shift;
      if (part >= 0) {
        return value & 0xffffffffL;
      }
    }
    throw new DamagedFileException("a number in a page has no end");
  }
}
