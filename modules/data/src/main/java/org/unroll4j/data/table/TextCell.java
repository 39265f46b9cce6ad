package org.unroll4j.data.table;

import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.io.api.Binary;

/** Text in UTF-8. One that stands in a dictionary is made once. */
final class TextCell extends ParquetCell {
  private final int leastBytes;
  private Dictionary dictionary;
  private String[] texts;
  private Binary bytes;
  private String text;

  /**
   * A cell of texts.
   *
   * @param fixedLength of the bytes of each text; 0 if each has its own length
   */
  TextCell(int fixedLength) {
    super(Kind.TEXT);
    this.leastBytes = fixedLength > 0 ? fixedLength : Integer.BYTES;
  }

  @Override
  int leastBytes() {
    return leastBytes;
  }

  @Override
  void dictionary(Dictionary entries) {
    if (entries != dictionary) {
      dictionary = entries;
      texts = entries == null ? null : new String[entries.getMaxId() + 1];
    }
  }

  @Override
  void read(ValuesReader values) {
    if (dictionary == null) {
      bytes = values.readBytes();
      text = null;
      return;
    }
    int id = values.readValueDictionaryId();
    if (texts[id] == null) {
      texts[id] = dictionary.decodeToBinary(id).toStringUsingUTF8();
    }
    text = texts[id];
  }

  @Override
  String text() {
    if (text == null) {
      text = bytes.toStringUsingUTF8();
    }
    return text;
  }

  @Override
  double number() {
    return Double.parseDouble(text());
  }

  @Override
  boolean isEmpty() {
    return text().isEmpty();
  }
}
