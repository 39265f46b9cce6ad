package org.unroll4j.interop.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.unroll4j.core.cell.PeepholeLstmCell;
import org.unroll4j.core.cell.TwoBiasCell;
import org.unroll4j.core.network.StackShape;
import org.unroll4j.dl4j.ModelFiles;
import org.unroll4j.interop.Fuzz;
import org.unroll4j.interop.Stacks;
import org.unroll4j.interop.WeightFileException;
import org.unroll4j.interop.keras.KerasWeights;
import org.unroll4j.interop.networks.StackNetworks;

/** Archives that were made to harm whoever opens them: saved networks, and those of Keras. */
class HostileArchivesTest {

  @TempDir private Path folder;

  /** Tells when it is made out of bytes. */
  static final class Probe implements Serializable {

    private static final long serialVersionUID = 1L;
    static boolean ran;

    private void readObject(ObjectInputStream in) {
      ran = true;
    }
  }

  @Test
  void serialisedObjectsAreNotRead() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new Probe());
    }
    for (String entry : List.of("preprocessor.bin", "normalizer.bin", "coefficients.bin")) {
      Map<String, byte[]> entries = network();
      entries.put(entry, bytes.toByteArray());
      Path file = write(entries);
      if (entry.equals("normalizer.bin")) {
        assertThat(Imports.read(file, Imports.Options.NONE).numParams()).isPositive();
      } else {
        requireRefused(file, entry);
      }
    }
    assertThat(Probe.ran).isFalse();
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isInstanceOf(Probe.class);
    }
    assertThat(Probe.ran).as("the probe works").isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside",
        "/etc/passwd",
        "a/../../b",
        "..",
        "a\\..\\b",
        "C:x",
        "configuration.json/"
      })
  void namesThatLeadOutAreRefused(String name) throws IOException {
    Map<String, byte[]> entries = network();
    entries.put(name, new byte[] {1});
    requireRefused(write(entries), "has the entry '" + name + "', which is refused");
    if (!name.startsWith("configuration")) {
      Map<String, byte[]> keras = new LinkedHashMap<>();
      keras.put(KerasWeights.ENTRY, new byte[100]);
      keras.put(name, new byte[] {1});
      requireRefused(write(keras), "has the entry '" + name + "', which leads out of the archive.");
    }
  }

  @Test
  void bombsDoNotGoOff() throws IOException {
    byte[] zeros = new byte[200 << 20];
    requireRefused(write(Map.of(KerasWeights.ENTRY, zeros)), "weights that expand to more than");
    Map<String, byte[]> configuration = network();
    configuration.put("configuration.json", zeros);
    requireRefused(write(configuration), "has a configuration of more than 16 MiB");
    Map<String, byte[]> coefficients = network();
    coefficients.put("coefficients.bin", zeros);
    requireRefused(write(coefficients), "is damaged in 'coefficients.bin'");
    byte[] brackets = "[".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    configuration.put("configuration.json", brackets);
    requireRefused(write(configuration), "'configuration.json' is not JSON");
    Map<String, byte[]> many = new LinkedHashMap<>();
    many.put(KerasWeights.ENTRY, new byte[100]);
    for (int i = 0; i <= 10_000; i++) {
      many.put("assets/" + i, new byte[0]);
    }
    requireRefused(write(many), "has more than 10000 entries");
  }

  @Test
  void archivesWithoutAnythingAreRefused() throws IOException {
    requireRefused(write(Map.of()), "has no entry 'co");
    requireRefused(write(Map.of("notes.txt", new byte[3])), "has the entry 'notes.txt'");
    requireRefused(
        write(Map.of(KerasWeights.ENTRY, "no HDF5".getBytes(StandardCharsets.US_ASCII))),
        "is no HDF5 file, or is damaged.");
  }

  @Test
  void namesCannotSteerTheTerminal() throws IOException {
    Map<String, byte[]> entries = network();
    entries.put("a\u001b[2Jb\nc\u009bd\u202e", new byte[1]);
    assertThatThrownBy(() -> Contents.of(write(entries)))
        .hasMessageContaining("has the entry 'a?[2Jb?c?d?', which is refused");
  }

  @Test
  void tenThousandDamagedArchives() throws IOException {
    byte[] network = zipped(network());
    byte[] keras;
    try (InputStream in = HostileArchivesTest.class.getResourceAsStream("/keras/lstm.keras")) {
      keras = in.readAllBytes();
    }
    Path file = folder.resolve("fuzz.zip");
    // What is allocated once in a process is nothing that a file takes.
    assertThat(Imports.read(Files.write(file, network), Imports.Options.NONE)).isNotNull();
    new Fuzz(17, List.of(network, keras), file)
        .run(6_000, 4 << 20, 1100, path -> Imports.read(path, Imports.Options.NONE));
    Map<String, byte[]> entries = network();
    for (String entry : List.of("configuration.json", "coefficients.bin")) {
      new Fuzz(19, List.of(entries.get(entry)), file)
          .run(
              2_000,
              16 << 20,
              2000,
              damaged -> {
                Map<String, byte[]> changed = new LinkedHashMap<>(entries);
                changed.put(entry, damaged);
                return zipped(changed);
              },
              path -> Imports.read(path, Imports.Options.NONE));
    }
  }

  private static void requireRefused(Path file, String reason) {
    for (Guard.Reading<?> reading :
        List.<Guard.Reading<?>>of(
            () -> Contents.of(file), () -> Imports.read(file, Imports.Options.NONE))) {
      assertThatThrownBy(reading::read)
          .isInstanceOf(WeightFileException.class)
          .hasMessageStartingWith("Weight file " + file)
          .hasMessageContaining(reason)
          .message()
          .hasLineCount(1);
    }
  }

  /** The entries of a small saved network. */
  private Map<String, byte[]> network() throws IOException {
    Path file = folder.resolve("sound.zip");
    StackShape<?, ?> shape = new StackShape<>(new TwoBiasCell<>(new PeepholeLstmCell()), 2, 2);
    ModelFiles.save(StackNetworks.network(new Stacks(5).weights(shape, DataType.FLOAT)), file);
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  private Path write(Map<String, byte[]> entries) throws IOException {
    return Files.write(Files.createTempFile(folder, "archive", ".zip"), zipped(entries));
  }

  private static byte[] zipped(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry named = new ZipEntry(entry.getKey());
        named.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
        zip.putNextEntry(named);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
