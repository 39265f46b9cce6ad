package org.unroll4j.data.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.RequiresPreviousReader;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;

/** Walks through the cells of one column, chunk by chunk and page by page. */
final class ParquetColumn {
  private final ParquetField field;
  private final ColumnDescriptor descriptor;
  private final ParquetCell cell;
  private ParquetPages pages;
  private Dictionary dictionary;
  private ValuesReader values;
  private RunLengthBitPackingHybridDecoder levels;
  private Values waiting;
  private int left;
  private boolean present;

  /** Values of a page that have not been needed so far; a page of missing cells has none. */
  private record Values(byte[] bytes, int from, int count, Encoding encoding) {}

  ParquetColumn(ParquetField field, ParquetCell cell) {
    this.field = field;
    this.descriptor = field.descriptor();
    this.cell = cell;
  }

  /** Goes to the first cell of a row group, before it. */
  void enter(FileChannel file, ColumnMetaData chunk) throws IOException {
    if (chunk.getType() != field.element().getType()) {
      throw new DamagedFileException("a part of it has another type than its footer says");
    }
    pages = new ParquetPages(file, chunk);
    dictionary = null;
    values = null;
    left = 0;
  }

  ParquetCell cell() {
    return cell;
  }

  boolean isPresent() {
    return present;
  }

  void advance() throws IOException {
    while (left == 0) {
      nextPage();
    }
    left--;
    present = levels == null || levels.readInt() == 1;
    if (present) {
      if (waiting != null) {
        beginValues();
      }
      cell.read(values);
    }
  }

  private void nextPage() throws IOException {
    ParquetPages.Page page = pages.next();
    PageHeader header = page.header();
    if (header.isSetDictionary_page_header()) {
      dictionary = dictionary(header.getDictionary_page_header(), page.bytes());
    } else if (header.isSetData_page_header()) {
      firstVersion(header.getData_page_header(), page.bytes());
    } else if (header.isSetData_page_header_v2()) {
      secondVersion(header.getData_page_header_v2(), page.bytes());
    }
  }

  private Dictionary dictionary(DictionaryPageHeader header, byte[] bytes) throws IOException {
    int count = header.getNum_values();
    if (count < 0 || (long) count * cell.leastBytes() > bytes.length) {
      throw new DamagedFileException("a dictionary of %d entries does not fit".formatted(count));
    }
    return Encoding.PLAIN.initDictionary(
        descriptor, new DictionaryPage(BytesInput.from(bytes), count, Encoding.PLAIN));
  }

  private void firstVersion(DataPageHeader header, byte[] bytes) throws IOException {
    int from = 0;
    levels = null;
    if (field.optional()) {
      if (header.getDefinition_level_encoding() != org.apache.parquet.format.Encoding.RLE
          || bytes.length < Integer.BYTES) {
        throw new DamagedFileException("a page does not say which of its cells are missing");
      }
      int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
      from = Integer.BYTES;
      readLevels(bytes, from, length, header.getNum_values());
      from += length;
    }
    begin(new Values(bytes, from, header.getNum_values(), encoding(header.getEncoding())));
  }

  private void secondVersion(DataPageHeaderV2 header, byte[] bytes) throws IOException {
    int length = header.getDefinition_levels_byte_length();
    levels = null;
    if (field.optional()) {
      readLevels(bytes, 0, length, header.getNum_values());
    }
    begin(new Values(bytes, length, header.getNum_values(), encoding(header.getEncoding())));
  }

  private void readLevels(byte[] bytes, int from, int length, int count) throws IOException {
    if (length < 0 || length > bytes.length - from) {
      throw new DamagedFileException("the levels of a page do not fit into it");
    }
    RunChecks.runs(bytes, from, 1, new RunChecks.Bounds(from + length, count, count));
    levels =
        new RunLengthBitPackingHybridDecoder(
            1, ByteBufferInputStream.wrap(ByteBuffer.wrap(bytes, from, length)));
  }

  private void begin(Values page) throws DamagedFileException {
    if (page.count < 0 || page.from < 0 || page.from > page.bytes.length) {
      throw new DamagedFileException("a page holds %d values".formatted(page.count));
    }
    left = page.count;
    waiting = page;
  }

  private static Encoding encoding(org.apache.parquet.format.Encoding encoding)
      throws DamagedFileException {
    if (encoding == null) {
      throw new DamagedFileException("a page does not say how its values are encoded");
    }
    return Encoding.valueOf(encoding.name());
  }

  private void beginValues() throws IOException {
    check(waiting);
    ValuesReader before = values;
    boolean coded = waiting.encoding.usesDictionary();
    if (coded && dictionary == null) {
      throw new DamagedFileException("a dictionary is missing");
    }
    values =
        coded
            ? waiting.encoding.getDictionaryBasedValuesReader(
                descriptor, ValuesType.VALUES, dictionary)
            : waiting.encoding.getValuesReader(descriptor, ValuesType.VALUES);
    int length = waiting.bytes.length - waiting.from;
    values.initFromPage(
        waiting.count,
        ByteBufferInputStream.wrap(ByteBuffer.wrap(waiting.bytes, waiting.from, length)));
    if (values instanceof RequiresPreviousReader reader
        && before instanceof RequiresPreviousReader) {
      reader.setPreviousReader(before);
    }
    cell.dictionary(coded ? dictionary : null);
    waiting = null;
  }

  private void check(Values page) throws DamagedFileException {
    int end = page.bytes.length;
    int from = page.from;
    RunChecks.Bounds runs =
        new RunChecks.Bounds(end, field.optional() ? 0 : page.count, page.count);
    switch (page.encoding) {
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
        if (from < end) {
          RunChecks.runs(page.bytes, from + 1, page.bytes[from], runs);
        }
      }
      case RLE -> RunChecks.runs(page.bytes, from + Integer.BYTES, 1, runs);
      case DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY, DELTA_BYTE_ARRAY ->
          RunChecks.differences(page.bytes, from, end, page.count);
      default -> {}
    }
  }
}
