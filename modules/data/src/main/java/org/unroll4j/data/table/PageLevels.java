package org.unroll4j.data.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.Encoding;

/**
 * The levels at the beginning of a page, one of each kind per entry.
 *
 * @param repetitions null if no cell is a list
 * @param definitions null if nothing can be missing
 * @param end where the values begin
 */
record PageLevels(
    RunLengthBitPackingHybridDecoder repetitions,
    RunLengthBitPackingHybridDecoder definitions,
    int end) {

  /** Each kind that the column has stands behind its length. */
  static PageLevels of(ParquetLevels levels, DataPageHeader header, byte[] bytes)
      throws DamagedFileException {
    int count = header.getNum_values();
    RunLengthBitPackingHybridDecoder repetitions = null;
    RunLengthBitPackingHybridDecoder definitions = null;
    int from = 0;
    if (levels.maxRepetition() > 0) {
      int length = length(header.getRepetition_level_encoding(), bytes, from);
      from += Integer.BYTES;
      repetitions = decoder(levels.maxRepetition(), bytes, new Part(from, length, count));
      from += length;
    }
    if (levels.maxDefinition() > 0) {
      int length = length(header.getDefinition_level_encoding(), bytes, from);
      from += Integer.BYTES;
      definitions = decoder(levels.maxDefinition(), bytes, new Part(from, length, count));
      from += length;
    }
    return new PageLevels(repetitions, definitions, from);
  }

  /** The header has the lengths. */
  static PageLevels of(ParquetLevels levels, DataPageHeaderV2 header, byte[] bytes)
      throws DamagedFileException {
    int count = header.getNum_values();
    Part repetitions = new Part(0, header.getRepetition_levels_byte_length(), count);
    Part definitions =
        new Part(repetitions.length, header.getDefinition_levels_byte_length(), count);
    if (levels.maxRepetition() == 0 && repetitions.length != 0) {
      throw new DamagedFileException("the levels of a page are those of lists");
    }
    return new PageLevels(
        levels.maxRepetition() > 0 ? decoder(levels.maxRepetition(), bytes, repetitions) : null,
        levels.maxDefinition() > 0 ? decoder(levels.maxDefinition(), bytes, definitions) : null,
        repetitions.length + definitions.length);
  }

  private record Part(int from, int length, int count) {}

  private static int length(Encoding encoding, byte[] bytes, int at) throws DamagedFileException {
    if (encoding != Encoding.RLE || bytes.length - at < Integer.BYTES) {
      throw new DamagedFileException("a page does not say which of its cells are missing");
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
  }

  private static RunLengthBitPackingHybridDecoder decoder(int largest, byte[] bytes, Part part)
      throws DamagedFileException {
    if (part.length < 0 || part.from < 0 || part.length > bytes.length - part.from) {
      throw new DamagedFileException("the levels of a page do not fit into it");
    }
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(largest);
    RunChecks.Bounds bounds = new RunChecks.Bounds(part.from + part.length, part.count, part.count);
    RunChecks.runs(bytes, part.from, bits, bounds);
    return new RunLengthBitPackingHybridDecoder(
        bits, ByteBufferInputStream.wrap(ByteBuffer.wrap(bytes, part.from, part.length)));
  }
}
