package org.unroll4j.interop.files;

import java.io.IOException;
import java.nio.file.Path;
import org.unroll4j.dl4j.ModelFileException;
import org.unroll4j.interop.WeightFileException;

/** Gives whatever is wrong with a file as the one exception that names the file. */
final class Guard {

  private Guard() {}

  /** Reads a file. */
  @FunctionalInterface
  interface Reading<T> {

    /** Reads all that is wanted. */
    T read() throws IOException;
  }

  /**
   * What was read.
   *
   * @throws WeightFileException for every {@code IllegalArgumentException}
   */
  static <T> T guarded(Path file, Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (WeightFileException e) {
      throw e;
    } catch (ModelFileException e) {
      String named = "Model file " + file + " ";
      String said = String.valueOf(e.getMessage());
      throw new WeightFileException(
          file, said.startsWith(named) ? said.substring(named.length()) : said, e);
    } catch (IllegalArgumentException e) {
      throw new WeightFileException(file, "cannot be used: " + e.getMessage(), e);
    }
  }
}
