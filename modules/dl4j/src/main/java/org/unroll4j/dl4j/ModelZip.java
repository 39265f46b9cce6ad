package org.unroll4j.dl4j;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The archive of a model, opened only if it holds nothing but what a model needs. */
final class ModelZip implements AutoCloseable {

  static final String CONFIGURATION = "configuration.json";
  static final String COEFFICIENTS = "coefficients.bin";
  static final String UPDATER_STATE = "updaterState.bin";
  private static final String NORMALIZER = "normalizer.bin";
  private static final Set<String> KNOWN =
      Set.of(CONFIGURATION, COEFFICIENTS, UPDATER_STATE, NORMALIZER);

  private static final int LARGEST_CONFIGURATION = 16 << 20;

  /** No deflated stream expands by more than this. */
  private static final long LARGEST_EXPANSION = 1032;

  private final Path file;
  private final ZipFile zip;

  private ModelZip(Path file, ZipFile zip) {
    this.file = file;
    this.zip = zip;
  }

  static ModelZip open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ModelFileException(file, "does not exist or is not a file.");
    }
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (IOException | RuntimeException e) {
      throw new ModelFileException(file, "is not a zip archive, or is cut off", e);
    }
    ModelZip model = new ModelZip(file, zip);
    try {
      model.requireKnownEntries();
      return model;
    } catch (ModelFileException e) {
      model.close();
      throw e;
    }
  }

  private void requireKnownEntries() {
    Set<String> seen = new HashSet<>();
    for (ZipEntry entry : Collections.list(zip.entries())) {
      if (!KNOWN.contains(entry.getName())) {
        throw new ModelFileException(
            file,
            "has the entry '%s', which is refused: loading it could run code; expected only %s."
                .formatted(printable(entry.getName()), KNOWN.stream().sorted().toList()));
      }
      if (!seen.add(entry.getName())) {
        throw new ModelFileException(file, "has two entries '" + entry.getName() + "'.");
      }
    }
    for (String needed : Set.of(CONFIGURATION, COEFFICIENTS)) {
      if (!seen.contains(needed)) {
        throw new ModelFileException(file, "has no entry '" + needed + "'.");
      }
    }
  }

  private static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }

  String configuration() {
    try (InputStream in = zip.getInputStream(zip.getEntry(CONFIGURATION))) {
      byte[] bytes = in.readNBytes(LARGEST_CONFIGURATION + 1);
      if (bytes.length > LARGEST_CONFIGURATION) {
        throw new ModelFileException(file, "has a configuration of more than 16 MiB.");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ModelFileException(file, "is damaged in '" + CONFIGURATION + "'", e);
    }
  }

  boolean has(String entry) {
    return zip.getEntry(entry) != null;
  }

  /** The elements of a flat array of which the length is known beforehand. */
  FlatArray array(String entry, long length) {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(zip.getInputStream(zip.getEntry(entry))))) {
      long largest = Math.multiplyExact(Files.size(file), LARGEST_EXPANSION);
      return FlatArray.read(in, length, largest);
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelFileException(file, "is damaged in '" + entry + "'", e);
    }
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new ModelFileException(file, "cannot be closed", e);
    }
  }
}
