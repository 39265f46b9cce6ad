package org.unroll4j.data.table;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;

/** The pages of one column chunk, one after another; no more than one is in memory. */
final class ParquetPages {
  /** Far more than writers make, and little enough to try. */
  private static final int LARGEST_PAGE = 1 << 28;

  private final InputStream in;
  private final ParquetCodec codec;

  ParquetPages(FileChannel file, ColumnMetaData column) throws IOException {
    long start = ParquetFooter.start(column);
    this.in =
        new BufferedInputStream(
            new Slice(file, start, start + column.getTotal_compressed_size()), 1 << 14);
    this.codec = ParquetCodec.of(column.getCodec());
  }

  /**
   * A page whose values are no longer compressed.
   *
   * @param header what the file says about it
   * @param bytes levels and values
   */
  record Page(PageHeader header, byte[] bytes) {}

  /** The next page, of whatever kind. */
  Page next() throws IOException {
    PageHeader header = header();
    int compressed = header.getCompressed_page_size();
    int size = header.getUncompressed_page_size();
    if (compressed < 0 || size < 0 || compressed > LARGEST_PAGE || size > LARGEST_PAGE) {
      throw new DamagedFileException(
          "a page of %d bytes, compressed %d, cannot be".formatted(size, compressed));
    }
    byte[] bytes = in.readNBytes(compressed);
    if (bytes.length < compressed) {
      throw new DamagedFileException("a page ends too early");
    }
    if (header.isSetCrc() && header.getCrc() != crc(bytes)) {
      throw new DamagedFileException("the checksum of a page is wrong");
    }
    return new Page(header, decompressed(header, bytes, size));
  }

  private PageHeader header() throws IOException {
    try {
      return Util.readPageHeader(in);
    } catch (StackOverflowError e) {
      throw new DamagedFileException("the header of a page is nested too deep");
    }
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  /** Pages of the second version keep their levels outside of what is compressed. */
  private byte[] decompressed(PageHeader header, byte[] bytes, int size) throws IOException {
    if (!header.isSetData_page_header_v2()) {
      return codec.decompress(bytes, 0, size);
    }
    if (!header.getData_page_header_v2().isIs_compressed()) {
      return bytes;
    }
    int levels = levels(header, bytes.length);
    return codec.decompress(bytes, levels, size);
  }

  private static int levels(PageHeader header, int available) throws DamagedFileException {
    int definition = header.getData_page_header_v2().getDefinition_levels_byte_length();
    int repetition = header.getData_page_header_v2().getRepetition_levels_byte_length();
    if (definition < 0 || repetition < 0 || (long) definition + repetition > available) {
      throw new DamagedFileException("the levels of a page do not fit into it");
    }
    return repetition + definition;
  }

  /** A part of a file, read where it lies, whatever else is read from the file meanwhile. */
  private static final class Slice extends InputStream {
    private final FileChannel file;
    private final long end;
    private long next;

    Slice(FileChannel file, long from, long end) {
      this.file = file;
      this.next = from;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int wanted = (int) Math.min(length, end - next);
      if (wanted <= 0) {
        return length == 0 ? 0 : -1;
      }
      int got = file.read(ByteBuffer.wrap(bytes, offset, wanted), next);
      next += Math.max(got, 0);
      return got;
    }
  }
}
