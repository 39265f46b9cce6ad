package org.unroll4j.data.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.unroll4j.data.DataException;

/**
 * What stands at the end of a Parquet file: its columns and where their values lie. Everything that
 * will be used is compared with the size of the file first.
 *
 * @param rows of all groups
 */
record ParquetFooter(List<ParquetField> fields, List<RowGroup> groups, long rows) {
  static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  static final byte[] ENCRYPTED = "PARE".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL = Integer.BYTES + MAGIC.length;
  private static final int LARGEST_FOOTER = 1 << 28;

  static ParquetFooter read(String source, FileChannel file) throws IOException {
    long size = file.size();
    if (size < MAGIC.length + TAIL) {
      throw new DamagedFileException("it ends after its first bytes");
    }
    byte[] tail = read(file, size - TAIL, TAIL);
    byte[] magic = Arrays.copyOfRange(tail, Integer.BYTES, TAIL);
    if (Arrays.equals(magic, ENCRYPTED)) {
      throw new DataException(
          "%s: the Parquet file is encrypted; write it again without encryption."
              .formatted(source));
    }
    if (!Arrays.equals(magic, MAGIC)) {
      throw new DamagedFileException("it does not end as a Parquet file does");
    }
    int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (length <= 0 || length > size - MAGIC.length - TAIL || length > LARGEST_FOOTER) {
      throw new DamagedFileException("its footer cannot be %d bytes long".formatted(length));
    }
    FileMetaData meta = parse(read(file, size - TAIL - length, length));
    List<ParquetField> fields = ParquetField.of(meta.getSchema());
    List<RowGroup> groups = meta.getRow_groups();
    long rows = 0;
    for (RowGroup group : groups) {
      rows += checked(group, meta, size);
    }
    if (rows != meta.getNum_rows()) {
      throw new DamagedFileException(
          "its footer counts %d rows, its parts %d".formatted(meta.getNum_rows(), rows));
    }
    return new ParquetFooter(fields, groups, rows);
  }

  private static byte[] read(FileChannel file, long from, int length) throws IOException {
    byte[] bytes = new byte[length];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, from + buffer.position()) < 0) {
        throw new DamagedFileException("it ends too early");
      }
    }
    return bytes;
  }

  private static FileMetaData parse(byte[] bytes) throws IOException {
    try {
      return Util.readFileMetaData(new ByteArrayInputStream(bytes), Math.max(bytes.length, 1));
    } catch (StackOverflowError e) {
      throw new DamagedFileException("its footer is nested too deep");
    }
  }

  private static long checked(RowGroup group, FileMetaData meta, long size)
      throws DamagedFileException {
    long leaves = meta.getSchema().stream().filter(element -> element.isSetType()).count();
    if (group.getNum_rows() < 0 || group.getColumnsSize() != leaves) {
      throw new DamagedFileException("a row group does not agree with the schema");
    }
    for (ColumnChunk chunk : group.getColumns()) {
      ColumnMetaData column = chunk.getMeta_data();
      if (column == null || chunk.isSetFile_path()) {
        throw new DamagedFileException("a column lies in another file or is encrypted");
      }
      long start = start(column);
      long length = column.getTotal_compressed_size();
      if (start < MAGIC.length || length < 0 || start > size - length || !column.isSetCodec()) {
        throw new DamagedFileException("a column lies outside of the file");
      }
    }
    return group.getNum_rows();
  }

  /** Where the first page of a column chunk begins. */
  static long start(ColumnMetaData column) {
    long data = column.getData_page_offset();
    long dictionary = column.getDictionary_page_offset();
    return column.isSetDictionary_page_offset() && dictionary > 0 && dictionary < data
        ? dictionary
        : data;
  }
}
