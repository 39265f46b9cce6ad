package org.unroll4j.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll4j.data.DataException;

/** Whatever is wrong with a file: one line, or other values, and never another exception. */
class DamagedParquetTest {
  @TempDir private Path folder;

  /** Reads everything that is single; true if nothing was found to be wrong. */
  private boolean reads(byte[] bytes) throws IOException {
    return reads(bytes, null);
  }

  private boolean reads(byte[] bytes, List<String> columns) throws IOException {
    Path file = Files.write(folder.resolve("damaged.parquet"), bytes);
    int length = 0;
    try (TableRows rows = TableFiles.open(file, columns)) {
      while (rows.next()) {
        for (int c = 0; c < rows.columns().size(); c++) {
          length += rows.text(c).length();
          length += isNumber(rows, c) ? 1 : 0;
        }
      }
      return length >= 0;
    } catch (DataException e) {
      assertThat(e.getMessage()).doesNotContain("\n").startsWith(file.toString());
      return false;
    }
  }

  private static boolean isNumber(TableRows rows, int column) {
    try {
      return !Double.isNaN(rows.number(column));
    } catch (MalformedCellException e) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "none, 100",
    "snappy, 100",
    "gzip, 100",
    "zstd, 100",
    "lz4, 100",
    "dictionaries, 100",
    "encodings1, 150",
    "encodings2, 100",
    "nested, 300",
    "int96, 300",
    "required, 300",
    "lists1, 150",
    "lists2, 150"
  })
  void changedBytes(String name, int times) throws IOException {
    List<String> columns =
        name.startsWith("lists") ? List.of("key", "days", "amounts", "position", "words") : null;
    change(Files.readAllBytes(ParquetRowsTest.resource(name + ".parquet")), columns, times);
  }

  private void change(byte[] whole, List<String> columns, int times) throws IOException {
    SplittableRandom random = new SplittableRandom(whole.length);
    int refused = 0;
    for (int i = 0; i < times; i++) {
      byte[] bytes = whole.clone();
      int changes = 1 + random.nextInt(3);
      for (int k = 0; k < changes; k++) {
        // Half of them in the footer, where every byte counts.
        int at =
            random.nextBoolean() ? random.nextInt(bytes.length) : nearEnd(random, bytes.length);
        bytes[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : bytes[at] ^ 0x80);
      }
      refused += reads(bytes, columns) ? 0 : 1;
    }
    assertThat(refused).isBetween(times / 10, times);
  }

  /** Levels and values that no compression and no checksum protects. */
  @Test
  void changedBytesOfPlainLists() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    List<List<Double>> cells = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      cells.add(random.doubles(random.nextInt(9)).boxed().toList());
    }
    ListFile.Column a = ListForm.STANDARD.column("a", false, cells);
    ListFile.Column b = ListForm.TWO_LEVELS.column("b", false, cells);
    for (int version = 1; version <= 2; version++) {
      Path file = new ListFile(version, 29, 17).write(folder.resolve("l"), List.of(a, b));
      change(Files.readAllBytes(file), List.of("a", "position", "b"), 300);
    }
  }

  private static int nearEnd(SplittableRandom random, int length) {
    return length - 1 - random.nextInt(Math.min(length, 4000));
  }

  @Test
  void cutOffAnywhere() throws IOException {
    byte[] whole = Files.readAllBytes(ParquetRowsTest.resource("required.parquet"));
    for (int length = 4; length < whole.length; length++) {
      assertThat(reads(Arrays.copyOf(whole, length))).as("%d bytes", length).isFalse();
    }
    assertThat(reads(whole)).isTrue();
  }

  @Test
  void listsCutOffAnywhere() throws IOException {
    ListFile layout = new ListFile(2, 3, 4);
    List<List<Integer>> cells = List.of(List.of(1, 2), List.of(), List.of(3), List.of(4, 5, 6, 7));
    ListFile.Column column = ListForm.STANDARD.column("y", false, cells);
    byte[] whole = Files.readAllBytes(layout.write(folder.resolve("l"), List.of(column)));
    for (int length = 4; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThat(reads(part, List.of("y"))).as("%d bytes", length).isFalse();
    }
    assertThat(reads(whole, List.of("y"))).isTrue();
  }

  @Test
  void theMessageSaysWhatToDo() throws IOException {
    byte[] whole = Files.readAllBytes(ParquetRowsTest.resource("dictionaries.parquet"));
    whole[48] ^= 1;
    Path file = Files.write(folder.resolve("d.parquet"), whole);
    assertThatThrownBy(
            () -> {
              try (TableRows rows = TableFiles.open(file, List.of("int8"))) {
                rows.next();
              }
            })
        .isInstanceOf(DataException.class)
        .hasMessage(
            file
                + ": is damaged or not a Parquet file (the checksum of a page is wrong, near row"
                + " 1); get a whole copy of it.");
  }
}
