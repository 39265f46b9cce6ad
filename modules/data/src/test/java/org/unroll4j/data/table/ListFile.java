package org.unroll4j.data.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.api.Binary;

/**
 * Writes Parquet files from the levels and values of their columns, whatever the levels say.
 *
 * @param version of the pages, 1 or 2
 * @param entriesPerPage after so many entries a page ends, also within a list
 * @param rowsPerGroup after so many rows a row group ends
 */
public record ListFile(int version, int entriesPerPage, int rowsPerGroup) {
  /**
   * A cell, or an element of one.
   *
   * @param value a text or a number; null where the definition level is not the highest one
   */
  public record Entry(int repetition, int definition, Object value) {}

  /**
   * A column.
   *
   * @param schema its tree, the values last
   * @param levels the highest repetition and definition level
   * @param rows the entries of each row
   */
  public record Column(List<SchemaElement> schema, int[] levels, List<List<Entry>> rows) {
    SchemaElement values() {
      return schema.get(schema.size() - 1);
    }
  }

  /** Writes a file. */
  public Path write(Path file, List<Column> columns) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] magic = "PAR1".getBytes(StandardCharsets.US_ASCII);
    out.write(magic);
    List<SchemaElement> schema = new ArrayList<>();
    schema.add(new SchemaElement("table").setNum_children(columns.size()));
    columns.forEach(column -> schema.addAll(column.schema()));
    int count = columns.get(0).rows().size();
    List<RowGroup> groups = new ArrayList<>();
    for (int from = 0; from < count; from += rowsPerGroup) {
      int to = Math.min(from + rowsPerGroup, count);
      List<ColumnChunk> chunks = new ArrayList<>();
      for (Column column : columns) {
        chunks.add(chunk(column, column.rows().subList(from, to), out));
      }
      groups.add(new RowGroup(chunks, 0, to - from));
    }
    int start = out.size();
    Util.writeFileMetaData(new FileMetaData(1, schema, count, groups), out);
    ByteBuffer length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    out.write(length.putInt(out.size() - start).array());
    out.write(magic);
    return Files.write(file, out.toByteArray());
  }

  private ColumnChunk chunk(Column column, List<List<Entry>> rows, ByteArrayOutputStream out)
      throws IOException {
    List<Entry> entries = rows.stream().flatMap(List::stream).toList();
    int start = out.size();
    for (int from = 0; from < entries.size(); from += entriesPerPage) {
      page(column, entries.subList(from, Math.min(from + entriesPerPage, entries.size())), out);
    }
    int size = out.size() - start;
    return new ColumnChunk(0)
        .setMeta_data(
            new ColumnMetaData(
                column.values().getType(),
                List.of(Encoding.PLAIN, Encoding.RLE),
                List.of(column.schema().get(0).getName()),
                CompressionCodec.UNCOMPRESSED,
                entries.size(),
                size,
                size,
                start));
  }

  private void page(Column column, List<Entry> entries, ByteArrayOutputStream out)
      throws IOException {
    BytesInput repetitions = levels(column.levels()[0], entries, Entry::repetition);
    BytesInput definitions = levels(column.levels()[1], entries, Entry::definition);
    BytesInput values = values(entries);
    PageHeader header = new PageHeader(PageType.DATA_PAGE, 0, 0);
    BytesInput all;
    if (version == 1) {
      all = BytesInput.concat(sized(repetitions), sized(definitions), values);
      header.setData_page_header(
          new DataPageHeader(entries.size(), Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
    } else {
      all = BytesInput.concat(repetitions, definitions, values);
      int missing = (int) entries.stream().filter(entry -> entry.value() == null).count();
      int[] sizes = {(int) definitions.size(), (int) repetitions.size()};
      header.setType(PageType.DATA_PAGE_V2);
      header.setData_page_header_v2(
          new DataPageHeaderV2(entries.size(), missing, 1, Encoding.PLAIN, sizes[0], sizes[1])
              .setIs_compressed(false));
    }
    header.setUncompressed_page_size((int) all.size()).setCompressed_page_size((int) all.size());
    Util.writePageHeader(header, out);
    all.writeAllTo(out);
  }

  private static BytesInput values(List<Entry> entries) {
    PlainValuesWriter values = new PlainValuesWriter(64, 1 << 16, new HeapByteBufferAllocator());
    for (Entry entry : entries) {
      if (entry.value() instanceof String text) {
        values.writeBytes(Binary.fromString(text));
      } else if (entry.value() instanceof Number number) {
        values.writeDouble(number.doubleValue());
      }
    }
    return values.getBytes();
  }

  private static BytesInput levels(int largest, List<Entry> entries, ToIntFunction<Entry> level)
      throws IOException {
    if (largest == 0) {
      return BytesInput.empty();
    }
    int bits = largest == 1 ? 1 : 2;
    RunLengthBitPackingHybridEncoder encoder =
        new RunLengthBitPackingHybridEncoder(bits, 64, 1 << 16, new HeapByteBufferAllocator());
    for (Entry entry : entries) {
      encoder.writeInt(level.applyAsInt(entry));
    }
    return encoder.toBytes();
  }

  private static BytesInput sized(BytesInput levels) {
    return levels.size() == 0
        ? levels
        : BytesInput.concat(BytesInput.fromInt((int) levels.size()), levels);
  }

  /** The type of values: texts or numbers. */
  public static SchemaElement values(String name, boolean text) {
    return new SchemaElement(name).setType(text ? Type.BYTE_ARRAY : Type.DOUBLE);
  }
}
