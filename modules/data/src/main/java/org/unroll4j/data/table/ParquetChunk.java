package org.unroll4j.data.table;

import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/**
 * The cells of one column in one row group, as pages of the first version, which every reader
 * knows: a dictionary where it pays, zstd, checksums.
 */
final class ParquetChunk {
  private static final int PAGE_BYTES = 1 << 20;
  private static final int PAGE_CELLS = 20_000;
  private static final int PRESENT = 1;
  private static final int MISSING = 0;
  private static final ParquetProperties PROPERTIES =
      ParquetProperties.builder()
          .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0)
          .withPageSize(PAGE_BYTES)
          .build();

  private final ParquetField field;
  private final ValuesWriter levels;
  private final ValuesWriter values;
  private final ZstdCompressor compressor = new ZstdCompressor();
  private final ByteArrayOutputStream pages = new ByteArrayOutputStream();
  private final Set<Encoding> encodings = new TreeSet<>();
  private int cellsInPage;
  private long cells;
  private long uncompressed;

  ParquetChunk(ParquetField field) {
    this.field = field;
    levels = PROPERTIES.newDefinitionLevelWriter(field.descriptor());
    values = PROPERTIES.newValuesWriter(field.descriptor());
  }

  /** Into which the next cell is written; to be followed by {@link #endCell}. */
  ValuesWriter present() {
    levels.writeInteger(PRESENT);
    return values;
  }

  void missing() throws IOException {
    levels.writeInteger(MISSING);
    endCell();
  }

  void endCell() throws IOException {
    cellsInPage++;
    if (cellsInPage == PAGE_CELLS || values.getBufferedSize() > PAGE_BYTES) {
      endPage();
    }
  }

  long bufferedBytes() {
    return pages.size() + values.getBufferedSize();
  }

  private void endPage() throws IOException {
    BytesInput content = BytesInput.concat(levels.getBytes(), values.getBytes());
    DataPageHeader header =
        new DataPageHeader(
            cellsInPage, named(values.getEncoding()), named(levels.getEncoding()), Encoding.RLE);
    write(new PageHeader(PageType.DATA_PAGE, 0, 0).setData_page_header(header), content, pages);
    levels.reset();
    values.reset();
    cells += cellsInPage;
    cellsInPage = 0;
  }

  private Encoding named(org.apache.parquet.column.Encoding encoding) {
    Encoding named = Encoding.valueOf(encoding.name());
    encodings.add(named);
    return named;
  }

  /**
   * Writes everything, the dictionary first.
   *
   * @param position of the chunk in the file
   * @return what the footer says about it
   */
  ColumnChunk finish(OutputStream out, long position) throws IOException {
    if (cellsInPage > 0) {
      endPage();
    }
    ByteArrayOutputStream dictionary = new ByteArrayOutputStream();
    DictionaryPage page = values.toDictPageAndClose();
    if (page != null) {
      DictionaryPageHeader header =
          new DictionaryPageHeader(page.getDictionarySize(), named(page.getEncoding()));
      PageHeader wrapped =
          new PageHeader(PageType.DICTIONARY_PAGE, 0, 0).setDictionary_page_header(header);
      write(wrapped, page.getBytes(), dictionary);
    }
    dictionary.writeTo(out);
    pages.writeTo(out);
    values.close();
    levels.close();
    ColumnMetaData meta =
        new ColumnMetaData(
            field.element().getType(),
            List.copyOf(encodings),
            List.of(field.name()),
            CompressionCodec.ZSTD,
            cells,
            uncompressed,
            dictionary.size() + (long) pages.size(),
            position + dictionary.size());
    if (page != null) {
      meta.setDictionary_page_offset(position);
    }
    return new ColumnChunk(0).setMeta_data(meta);
  }

  private void write(PageHeader header, BytesInput content, ByteArrayOutputStream to)
      throws IOException {
    ByteArrayOutputStream copy = new ByteArrayOutputStream((int) content.size());
    content.writeAllTo(copy);
    byte[] plain = copy.toByteArray();
    byte[] packed = new byte[compressor.maxCompressedLength(plain.length)];
    int length = compressor.compress(plain, 0, plain.length, packed, 0, packed.length);
    CRC32 crc = new CRC32();
    crc.update(packed, 0, length);
    header.setUncompressed_page_size(plain.length);
    header.setCompressed_page_size(length);
    header.setCrc((int) crc.getValue());
    int before = to.size();
    Util.writePageHeader(header, to);
    uncompressed += to.size() - before + plain.length;
    to.write(packed, 0, length);
  }
}
