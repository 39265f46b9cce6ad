package org.unroll4j.interop.safetensors;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Named arrays in a safetensors file.
 *
 * <p>F32 and F64 come back bit by bit. The format's own limit for headers is 100 MB; here it is
 * {@value #LARGEST_HEADER} bytes, enough for 100,000 tensors, because a header becomes objects that
 * are several times as large, and a file should not decide how much memory is taken.
 */
public final class Safetensors {

  /** Bytes of the longest header that is read or written. */
  public static final int LARGEST_HEADER = 16 << 20;

  /** Characters of the longest name of a tensor. */
  public static final int LONGEST_NAME = 4096;

  private Safetensors() {}

  /**
   * Reads all arrays of a file.
   *
   * @return by name, in the order of the file's header; FLOAT, or DOUBLE for F64
   * @throws org.unroll4j.interop.WeightFileException if the file is damaged or holds an array of
   *     another type than F32, F64, F16 and BF16
   * @throws IOException if there is no such file, or the disk cannot be read
   */
  public static Map<String, INDArray> read(Path file) throws IOException {
    try (SafetensorsFile open = SafetensorsFile.open(file)) {
      return open.arrays();
    }
  }

  /**
   * Writes arrays in their own precision, FLOAT as F32 and DOUBLE as F64. The file appears whole or
   * not at all.
   *
   * @param arrays by name; any order and strides
   * @param metadata free text by key
   * @throws IllegalArgumentException naming the array, if one cannot be written
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, Map<String, INDArray> arrays, Map<String, String> metadata)
      throws IOException {
    new SafetensorsWriter(arrays, metadata, null).write(file);
  }

  /**
   * Writes arrays in a given precision, rounding to nearest even.
   *
   * @param type the type of every array in the file
   * @throws IllegalArgumentException naming the array, if one cannot be written, or holds a finite
   *     number that is infinite in that type
   * @throws IOException if the file cannot be written
   */
  public static void write(
      Path file, Map<String, INDArray> arrays, Map<String, String> metadata, ElementType type)
      throws IOException {
    new SafetensorsWriter(arrays, metadata, type).write(file);
  }
}
