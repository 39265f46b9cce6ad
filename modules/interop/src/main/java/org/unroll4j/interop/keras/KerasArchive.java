package org.unroll4j.interop.keras;

import static org.unroll4j.interop.WeightFileException.quote;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.unroll4j.interop.WeightFileException;

/**
 * A {@code .keras} archive. Of its entries only the weights are opened, and nothing is unpacked to
 * the disk; archives that Keras would not have written are refused all the same.
 */
final class KerasArchive {

  /** Floating point numbers hardly shrink, and Keras does not compress them at all. */
  private static final long LARGEST_EXPANSION = 100;

  private static final int ALWAYS_ALLOWED = 1 << 20;
  private static final int MOST_ENTRIES = 10_000;

  /** A name that leads out of the folder in which an archive is unpacked. */
  private static final Pattern LEADS_OUT = Pattern.compile("/.*|.*\\\\.*|.*:.*|(.*/)?\\.\\.(/.*)?");

  private KerasArchive() {}

  /**
   * The bytes of the weights, or one more than are allowed.
   *
   * @throws WeightFileException if it is damaged, or not as Keras writes it
   */
  static byte[] weights(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<? extends ZipEntry> entries = Collections.list(zip.entries());
      requireSound(file, entries);
      ZipEntry entry = zip.getEntry(KerasWeights.ENTRY);
      long stored = Math.min(entry.getCompressedSize(), Files.size(file));
      int most =
          (int) Math.min(ALWAYS_ALLOWED + LARGEST_EXPANSION * stored, KerasWeights.LARGEST_FILE);
      try (InputStream in = zip.getInputStream(entry)) {
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
          throw new WeightFileException(
              file, "holds weights that expand to more than %d bytes.".formatted(most));
        }
        return bytes;
      }
    } catch (WeightFileException e) {
      throw e;
    } catch (ZipException | EOFException | RuntimeException e) {
      throw new WeightFileException(file, "is no zip archive, or is damaged.", e);
    }
  }

  private static void requireSound(Path file, List<? extends ZipEntry> entries) {
    if (entries.size() > MOST_ENTRIES) {
      throw new WeightFileException(
          file, "has more than %d entries; no archive of Keras does.".formatted(MOST_ENTRIES));
    }
    for (ZipEntry entry : entries) {
      if (LEADS_OUT.matcher(entry.getName()).matches()) {
        throw new WeightFileException(
            file,
            "has the entry %s, which leads out of the archive.".formatted(quote(entry.getName())));
      }
    }
    long weights =
        entries.stream().filter(entry -> entry.getName().equals(KerasWeights.ENTRY)).count();
    if (weights != 1) {
      throw new WeightFileException(
          file,
          "is no archive of Keras: it has %s entry '%s'."
              .formatted(weights == 0 ? "no" : "more than one", KerasWeights.ENTRY));
    }
  }
}
