package org.unroll4j.interop.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.interop.WholeFile;

/** Writes arrays: the widest type first, so that every array is aligned to its elements. */
final class SafetensorsWriter {

  private static final int ALIGNMENT = 8;
  private static final int CHUNK = 1 << 16;

  private final List<Entry> entries;
  private final Map<String, String> metadata;

  private record Entry(String name, INDArray array, ElementType type) {

    long bytes() {
      return array.length() * type.bytes();
    }
  }

  /**
   * Checks what can be checked before anything is written.
   *
   * @param type of all arrays in the file; null for that of each array
   */
  SafetensorsWriter(Map<String, INDArray> arrays, Map<String, String> metadata, ElementType type) {
    this.metadata = metadata;
    this.entries =
        arrays.entrySet().stream()
            .map(array -> entry(array.getKey(), array.getValue(), type))
            .sorted(Comparator.comparingInt((Entry entry) -> entry.type().bytes()).reversed())
            .toList();
  }

  private static Entry entry(String name, INDArray array, ElementType type) {
    if (name.equals(HeaderReader.METADATA) || name.length() > Safetensors.LONGEST_NAME) {
      throw new IllegalArgumentException(
          "Safetensors.write: a name must not be '%s' and have at most %d characters, but one is '%s'."
              .formatted(HeaderReader.METADATA, Safetensors.LONGEST_NAME, name));
    }
    ElementType exact = ElementType.of(name, array.dataType());
    return new Entry(name, array, type == null ? exact : type);
  }

  void write(Path file) throws IOException {
    byte[] header = header();
    WholeFile.write(
        file,
        out -> {
          out.write(length(header.length));
          out.write(header);
          for (Entry entry : entries) {
            writeData(out, entry);
          }
        });
  }

  private byte[] header() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(HeaderReader.METADATA);
        for (Map.Entry<String, String> text : metadata.entrySet()) {
          json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
      }
      long from = 0;
      for (Entry entry : entries) {
        json.writeObjectFieldStart(entry.name());
        json.writeStringField("dtype", entry.type().name());
        json.writeFieldName("shape");
        json.writeArray(entry.array().shape(), 0, entry.array().rank());
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {from, from + entry.bytes()}, 0, 2);
        json.writeEndObject();
        from += entry.bytes();
      }
      json.writeEndObject();
    }
    while (bytes.size() % ALIGNMENT != 0) {
      bytes.write(' ');
    }
    if (bytes.size() > Safetensors.LARGEST_HEADER) {
      throw new IllegalArgumentException(
          "Safetensors.write: the header would have %d bytes, but must have at most %d; write fewer arrays or less metadata."
              .formatted(bytes.size(), Safetensors.LARGEST_HEADER));
    }
    return bytes.toByteArray();
  }

  private static void writeData(OutputStream out, Entry entry) throws IOException {
    if (entry.array().length() == 0) {
      return;
    }
    Numbers numbers = Numbers.of(entry.name(), entry.array(), entry.type());
    int perChunk = CHUNK / entry.type().bytes();
    byte[] bytes = new byte[CHUNK];
    ByteBuffer chunk = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < numbers.length(); from += perChunk) {
      chunk.clear();
      int to = Math.min(numbers.length(), from + perChunk);
      for (int i = from; i < to; i++) {
        numbers.put(i, chunk);
      }
      out.write(bytes, 0, chunk.position());
    }
  }

  private static byte[] length(long bytes) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(bytes).array();
  }
}
