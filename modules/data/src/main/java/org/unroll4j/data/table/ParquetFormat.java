package org.unroll4j.data.table;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.api.Binary;

/** Writes Parquet, one row group after another. */
final class ParquetFormat implements TableWriter.Format {
  private static final int ROWS_PER_GROUP = 1 << 20;
  private static final int BYTES_PER_GROUP = 1 << 26;
  private static final int ROWS_BETWEEN_LOOKS = 1 << 12;

  private final Counting out;
  private final List<SchemaElement> schema;
  private final List<ParquetField> fields;
  private final List<RowGroup> groups = new ArrayList<>();
  private List<ParquetChunk> chunks;
  private long rows;
  private long rowsInGroup;

  ParquetFormat(OutputStream out, List<TableWriter.Column> columns) throws IOException {
    this.out = new Counting(out);
    this.schema = ParquetSchema.of(columns);
    this.fields = ParquetField.of(schema);
    this.out.write(ParquetFooter.MAGIC);
    beginGroup();
  }

  private void beginGroup() {
    chunks = fields.stream().map(ParquetChunk::new).toList();
    rowsInGroup = 0;
  }

  @Override
  public void text(int column, String value) throws IOException {
    chunks.get(column).present().writeBytes(Binary.fromString(value));
    chunks.get(column).endCell();
  }

  @Override
  public void number(int column, double value) throws IOException {
    chunks.get(column).present().writeDouble(value);
    chunks.get(column).endCell();
  }

  @Override
  public void whole(int column, long value) throws IOException {
    chunks.get(column).present().writeLong(value);
    chunks.get(column).endCell();
  }

  @Override
  public void missing(int column) throws IOException {
    chunks.get(column).missing();
  }

  @Override
  public void endRow() throws IOException {
    rows++;
    rowsInGroup++;
    if (rowsInGroup == ROWS_PER_GROUP || (rowsInGroup % ROWS_BETWEEN_LOOKS == 0 && isLarge())) {
      endGroup();
      beginGroup();
    }
  }

  private boolean isLarge() {
    return chunks.stream().mapToLong(ParquetChunk::bufferedBytes).sum() > BYTES_PER_GROUP;
  }

  private void endGroup() throws IOException {
    List<ColumnChunk> written = new ArrayList<>();
    long size = 0;
    for (ParquetChunk chunk : chunks) {
      ColumnChunk meta = chunk.finish(out, out.position);
      written.add(meta);
      size += meta.getMeta_data().getTotal_uncompressed_size();
    }
    groups.add(new RowGroup(written, size, rowsInGroup));
  }

  @Override
  public void finish() throws IOException {
    if (rowsInGroup > 0) {
      endGroup();
    }
    long start = out.position;
    FileMetaData footer = new FileMetaData(1, schema, rows, groups);
    Util.writeFileMetaData(footer.setCreated_by("unroll4j"), out);
    ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.write(length.putInt(Math.toIntExact(out.position - start)).array());
    out.write(ParquetFooter.MAGIC);
    out.flush();
  }

  /** Knows how much has been written. */
  private static final class Counting extends FilterOutputStream {
    private long position;

    Counting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      position++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      position += length;
    }
  }
}
