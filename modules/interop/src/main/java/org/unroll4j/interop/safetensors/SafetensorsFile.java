package org.unroll4j.interop.safetensors;

import static org.unroll4j.interop.WeightFileException.quote;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.interop.WeightFileException;

/**
 * An open safetensors file: its header is read and checked, its arrays are mapped into memory one
 * by one when they are asked for. Reading never takes more memory than the file has bytes, times a
 * small constant. The file must not be cut while it is open.
 */
public final class SafetensorsFile implements AutoCloseable {

  private static final int LENGTH_BYTES = Long.BYTES;

  private final Path file;
  private final FileChannel channel;
  private final Header header;
  private final long dataStart;

  private SafetensorsFile(Path file, FileChannel channel, Header header, long dataStart) {
    this.file = file;
    this.channel = channel;
    this.header = header;
    this.dataStart = dataStart;
  }

  /**
   * Opens a file and checks its header: sizes, names, types, shapes and that every byte belongs to
   * exactly one array.
   *
   * @throws WeightFileException if it is not a sound safetensors file
   * @throws IOException if there is no such file, or the disk cannot be read
   */
  public static SafetensorsFile open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new WeightFileException(file, "is a folder, not a safetensors file.");
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      long size = channel.size();
      int headerBytes = headerBytes(file, channel, size);
      Header header = HeaderReader.read(file, headerText(file, channel, headerBytes));
      long dataStart = LENGTH_BYTES + (long) headerBytes;
      header.requireFit(file, size - dataStart);
      return new SafetensorsFile(file, channel, header, dataStart);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static int headerBytes(Path file, FileChannel channel, long size) throws IOException {
    if (size < LENGTH_BYTES) {
      throw new WeightFileException(
          file, "is no safetensors file: it has %d bytes only.".formatted(size));
    }
    long bytes = read(file, channel, 0, LENGTH_BYTES).getLong();
    if (bytes < 0 || bytes > Safetensors.LARGEST_HEADER) {
      throw new WeightFileException(
          file,
          "announces a header of %s bytes, but at most %d are read: it is no safetensors file, or its header is too large."
              .formatted(Long.toUnsignedString(bytes), Safetensors.LARGEST_HEADER));
    }
    if (bytes > size - LENGTH_BYTES) {
      throw new WeightFileException(
          file,
          "announces a header of %d bytes, but has only %d: it is cut off."
              .formatted(bytes, size - LENGTH_BYTES));
    }
    return (int) bytes;
  }

  private static String headerText(Path file, FileChannel channel, int bytes) throws IOException {
    ByteBuffer header = read(file, channel, LENGTH_BYTES, bytes);
    if (bytes == 0 || header.get(0) != '{') {
      throw new WeightFileException(
          file, "is no safetensors file: its header does not begin with '{'.");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(header).toString();
    } catch (CharacterCodingException e) {
      throw new WeightFileException(file, "has a header that is not UTF-8.", e);
    }
  }

  private static ByteBuffer read(Path file, FileChannel channel, long position, int bytes)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new WeightFileException(file, "became shorter while it was read.");
      }
    }
    return buffer.flip();
  }

  /** What the file holds, by name, in the order of its header. */
  public Map<String, TensorInfo> tensors() {
    return header.tensors();
  }

  /** The file's free texts by key. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /**
   * Reads one array.
   *
   * @return FLOAT, or DOUBLE for F64; row-major
   * @throws WeightFileException if there is none of that name, or its type is not read here
   */
  public INDArray array(String name) throws IOException {
    TensorInfo tensor = header.tensors().get(name);
    if (tensor == null) {
      throw new WeightFileException(
          file,
          "holds no array %s; it holds %s."
              .formatted(quote(name), quote(String.join(", ", header.tensors().keySet()))));
    }
    ElementType type =
        ElementType.named(tensor.type())
            .orElseThrow(
                () ->
                    new WeightFileException(
                        file,
                        "holds %s as %s, which is not read; expected F32, F64, F16 or BF16."
                            .formatted(quote(name), tensor.type())));
    if (tensor.length() > Integer.MAX_VALUE - 8) {
      throw new WeightFileException(
          file,
          "holds %s with %d numbers, more than one array of Java holds."
              .formatted(quote(name), tensor.length()));
    }
    return new MappedTensor(channel, dataStart + tensor.from(), type, MappedTensor.PART)
        .read(tensor.shape());
  }

  /**
   * Reads all arrays.
   *
   * @return by name, in the order of the header
   * @throws WeightFileException if the type of one is not read here
   */
  public Map<String, INDArray> arrays() throws IOException {
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    for (String name : header.tensors().keySet()) {
      arrays.put(name, array(name));
    }
    return arrays;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
