package org.unroll4j.interop.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.unroll4j.interop.WeightFileException;
import org.unroll4j.interop.keras.KerasWeights;

/** The formats of files that hold weights, told apart by their first bytes. */
public enum WeightFormat {
  /** Named arrays; a length of eight bytes, then a JSON header. */
  SAFETENSORS("safetensors"),
  /** A graph, as a protobuf message. */
  ONNX("ONNX"),
  /** HDF5, alone or in a zip archive. */
  KERAS("Keras"),
  /** A saved network of Deeplearning4j, a zip archive. */
  DEEPLEARNING4J("Deeplearning4j");

  private static final int HEADER_AT = 8;

  /** The first byte of Python's serialised objects. */
  private static final int PICKLE = 0x80;

  private static final int MOST_LOOKED_AT = 100;

  private final String word;

  WeightFormat(String word) {
    this.word = word;
  }

  /** The format's name for people. */
  public String word() {
    return word;
  }

  /**
   * What a file seems to be.
   *
   * @throws WeightFileException if it is none of them
   * @throws IOException if it cannot be read
   */
  public static WeightFormat of(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new WeightFileException(file, "does not exist or is not a file.");
    }
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(HEADER_AT + 1);
    }
    if (start.length > HEADER_AT && start[HEADER_AT] == '{') {
      return SAFETENSORS;
    }
    if (start.length >= 2 && start[0] == 'P' && start[1] == 'K') {
      return isOfKeras(file) ? KERAS : DEEPLEARNING4J;
    }
    if (start.length >= 4 && start[1] == 'H' && start[2] == 'D' && start[3] == 'F') {
      return KERAS;
    }
    // The first field of an ONNX model is its version, number 1, a varint.
    if (start.length > 2 && start[0] == 0x08) {
      return ONNX;
    }
    if (start.length >= 2 && (start[0] & 0xFF) == PICKLE) {
      throw pickle(file);
    }
    throw new WeightFileException(
        file, "is none of safetensors, ONNX, Keras and a saved network of Deeplearning4j.");
  }

  private static WeightFileException pickle(Path file) {
    return new WeightFileException(
        file,
        "is one of PyTorch's own, a pickle, and could run code; save its state_dict with safetensors' save_file.");
  }

  private static boolean isOfKeras(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.stream().limit(MOST_LOOKED_AT).anyMatch(e -> e.getName().endsWith("/data.pkl"))) {
        throw pickle(file);
      }
      return zip.getEntry(KerasWeights.ENTRY) != null;
    } catch (WeightFileException e) {
      throw e;
    } catch (ZipException | EOFException | RuntimeException e) {
      // The JDK has exceptions for what it finds wrong, and others for what it does not.
      throw new WeightFileException(file, "is no zip archive, or is cut off.", e);
    }
  }
}
