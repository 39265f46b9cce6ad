package org.unroll4j.data.table;

import java.io.IOException;
import java.nio.ByteBuffer;
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

/**
 * Walks through the entries of one column, chunk by chunk and page by page. An entry is a cell, or
 * an element of one where the cells are lists.
 */
final class ParquetColumn implements ParquetSlot {
  private final ParquetField field;
  private final ColumnDescriptor descriptor;
  private final ParquetCell cell;
  private final int maxDefinition;
  private ParquetPages pages;
  private Dictionary dictionary;
  private ValuesReader values;
  private PageLevels levels;
  private RunLengthBitPackingHybridDecoder definitions;
  private Values waiting;
  private int left;
  private int definition;

  /** Values of a page that have not been needed so far; a page of missing cells has none. */
  private record Values(byte[] bytes, int from, int count, Encoding encoding) {}

  ParquetColumn(ParquetField field, ParquetCell cell) {
    this.field = field;
    this.descriptor = field.descriptor();
    this.cell = cell;
    this.maxDefinition = field.levels().maxDefinition();
  }

  ParquetField field() {
    return field;
  }

  /** Goes to the first entry of a row group, before it. */
  void enter(FileChannel file, ColumnMetaData chunk) throws IOException {
    if (chunk.getType() != field.element().getType()) {
      throw new DamagedFileException("a part of it has another type than its footer says");
    }
    pages = new ParquetPages(file, chunk);
    dictionary = null;
    values = null;
    left = 0;
  }

  @Override
  public ParquetCell cell() {
    return cell;
  }

  @Override
  public boolean isPresent() {
    return definition == maxDefinition;
  }

  /** How much of the entry is there; see {@link ParquetLevels}. */
  int definition() {
    return definition;
  }

  /** The repetition level of the next entry; asked once for each entry of a column of lists. */
  int nextRepetition() throws IOException {
    while (left == 0) {
      nextPage();
    }
    return levels.repetitions().readInt();
  }

  void advance() throws IOException {
    while (left == 0) {
      nextPage();
    }
    left--;
    definition = definitions == null ? maxDefinition : definitions.readInt();
    if (definition == maxDefinition) {
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
      DataPageHeader data = header.getData_page_header();
      levels = PageLevels.of(field.levels(), data, page.bytes());
      begin(page.bytes(), data.getNum_values(), data.getEncoding());
    } else if (header.isSetData_page_header_v2()) {
      DataPageHeaderV2 data = header.getData_page_header_v2();
      levels = PageLevels.of(field.levels(), data, page.bytes());
      begin(page.bytes(), data.getNum_values(), data.getEncoding());
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

  private void begin(byte[] bytes, int count, org.apache.parquet.format.Encoding encoding)
      throws DamagedFileException {
    if (count < 0 || levels.end() < 0 || levels.end() > bytes.length) {
      throw new DamagedFileException("a page holds %d values".formatted(count));
    }
    definitions = levels.definitions();
    left = count;
    waiting = new Values(bytes, levels.end(), count, encoding(encoding));
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
        new RunChecks.Bounds(end, maxDefinition > 0 ? 0 : page.count, page.count);
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
