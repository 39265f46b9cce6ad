package org.unroll4j.data.table;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;

/** Makes the bytes of a page out of the compressed ones. */
interface ParquetCodec {

  /**
   * Decompresses the end of a page and leaves its beginning as it is.
   *
   * @param plain how many bytes at the beginning are not compressed
   * @param size of the result, the plain bytes included
   */
  byte[] decompress(byte[] bytes, int plain, int size) throws IOException;

  static ParquetCodec of(CompressionCodec codec) throws IOException {
    return switch (codec) {
      case UNCOMPRESSED -> (bytes, plain, size) -> bytes;
      case GZIP -> ParquetCodec::gunzip;
      case SNAPPY -> with(new SnappyDecompressor());
      case ZSTD -> with(new ZstdDecompressor());
      case LZ4_RAW -> with(new Lz4Decompressor());
      default ->
          throw new IOException(
              "its compression %s is not known; write it with zstd, snappy, gzip or none"
                  .formatted(codec));
    };
  }

  private static ParquetCodec with(Decompressor decompressor) {
    return (bytes, plain, size) -> {
      byte[] result = begun(bytes, plain, size);
      if (plain == bytes.length) {
        return complete(result, plain);
      }
      int got =
          decompressor.decompress(bytes, plain, bytes.length - plain, result, plain, size - plain);
      return complete(result, plain + got);
    };
  }

  private static byte[] gunzip(byte[] bytes, int plain, int size) throws IOException {
    byte[] result = begun(bytes, plain, size);
    if (plain == bytes.length) {
      return complete(result, plain);
    }
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(bytes, plain, bytes.length - plain))) {
      return complete(result, plain + in.readNBytes(result, plain, size - plain));
    }
  }

  private static byte[] begun(byte[] bytes, int plain, int size) throws DamagedFileException {
    if (plain > size) {
      throw new DamagedFileException("the levels of a page do not fit into it");
    }
    return Arrays.copyOf(Arrays.copyOf(bytes, plain), size);
  }

  private static byte[] complete(byte[] result, int got) throws DamagedFileException {
    if (got != result.length) {
      throw new DamagedFileException(
          "a page of %d bytes has only %d".formatted(result.length, got));
    }
    return result;
  }
}
