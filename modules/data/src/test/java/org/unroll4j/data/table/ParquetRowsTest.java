package org.unroll4j.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll4j.data.DataException;

/** Files that another library wrote; {@code make.py} beside them says how. */
class ParquetRowsTest {
  @TempDir private Path folder;

  static Path resource(String name) {
    try {
      return Path.of(ParquetRowsTest.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "snappy",
        "gzip",
        "zstd",
        "lz4",
        "dictionaries",
        "encodings1",
        "encodings2"
      })
  void readsWhatTheOtherLibraryWrote(String name) throws Exception {
    try (TableRows expected = TableFiles.open(resource("expected.csv"));
        TableRows rows = TableFiles.open(resource(name + ".parquet"))) {
      assertThat(rows.columns()).isEqualTo(expected.columns());
      int row = 0;
      while (expected.next()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.row()).isEqualTo(++row);
        assertThat(rows.cells()).isEqualTo(rows.width());
        for (int c = 0; c < rows.columns().size(); c++) {
          assertSameCell(rows, expected, c);
        }
      }
      assertThat(row).isEqualTo(101);
      assertThat(rows.next()).isFalse();
    }
  }

  private static void assertSameCell(TableRows rows, TableRows expected, int c) throws Exception {
    String text = expected.text(c);
    String where = "row " + rows.row() + " of " + rows.columns().get(c);
    assertThat(rows.isEmpty(c)).as(where).isEqualTo(text.isEmpty());
    switch (rows.kind(c)) {
      case NUMBER -> {
        boolean single = rows.columns().get(c).equals("float");
        double number = expected.number(c);
        assertThat(rows.number(c))
            .as(where)
            .isEqualTo(single ? (Double) (double) (float) number : (Double) number);
        assertThat(rows.text(c)).as(where).doesNotContain("E").isEqualTo(same(rows, c, text));
      }
      case INTEGER -> {
        assertThat(rows.text(c)).as(where).isEqualTo(text);
        assertThat(rows.number(c)).as(where).isEqualTo((Double) expected.number(c));
      }
      case TEXT -> assertThat(rows.text(c)).as(where).isEqualTo(text);
      default -> {
        assertThat(rows.text(c)).as(where).isEqualTo(text);
        if (!text.isEmpty()) {
          assertThat(rows.millis(c)).as(where).isEqualTo(millis(text));
        }
      }
    }
  }

  /** The expected text, or that of the JDK, which is longer than need be before version 19. */
  private static String same(TableRows rows, int c, String text) {
    boolean equal = !text.isEmpty() && Double.parseDouble(rows.text(c)) == Double.parseDouble(text);
    return equal && rows.columns().get(c).matches("float|double") ? rows.text(c) : text;
  }

  private static long millis(String text) {
    if (text.endsWith("Z")) {
      return Instant.parse(text).toEpochMilli();
    }
    LocalDateTime time =
        text.length() == 10 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text);
    return time.toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  @Test
  void knowsWhatTheColumnsHold() {
    try (TableRows rows =
        TableFiles.open(
            resource("none.parquet"),
            List.of("uint8", "decimal9", "float", "bool", "fixed", "date", "nanos", "millisUtc"))) {
      List<Kind> kinds = new ArrayList<>();
      for (int c = 0; c < rows.columns().size(); c++) {
        kinds.add(rows.kind(c));
      }
      assertThat(kinds)
          .containsExactly(
              Kind.INTEGER,
              Kind.NUMBER,
              Kind.NUMBER,
              Kind.TEXT,
              Kind.TEXT,
              Kind.LOCAL_TIME,
              Kind.LOCAL_TIME,
              Kind.TIME);
    }
  }

  @Test
  void truthIsANumberAndATimeIsNone() throws Exception {
    try (TableRows rows =
        TableFiles.open(resource("zstd.parquet"), List.of("bool", "date", "string"))) {
      int checked = 0;
      while (rows.next()) {
        if (rows.isEmpty(0) || rows.isEmpty(1) || rows.isEmpty(2)) {
          continue;
        }
        checked++;
        assertThat(rows.number(0)).isEqualTo(rows.text(0).equals("true") ? 1 : 0);
        for (int c = 1; c < 3; c++) {
          int column = c;
          assertThatThrownBy(() -> rows.number(column))
              .isInstanceOf(MalformedCellException.class)
              .hasMessageContaining("is not a number");
        }
      }
      assertThat(checked).isPositive();
    }
  }

  @Test
  void readsTheTimesOfOldWriters() {
    try (TableRows old = TableFiles.open(resource("int96.parquet"));
        TableRows expected = TableFiles.open(resource("expected.csv"), List.of("nanosUtc"))) {
      while (expected.next()) {
        assertThat(old.next()).isTrue();
        assertThat(old.text(0)).isEqualTo(expected.text(0));
        if (!old.isEmpty(0)) {
          assertThat(old.millis(0)).isEqualTo(millis(expected.text(0)));
        }
      }
    }
  }

  @Test
  void readsColumnsWithoutMissingCells() throws Exception {
    try (TableRows rows = TableFiles.open(resource("required.parquet"))) {
      for (int i = 0; i < 101; i++) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.number(0)).isEqualTo(i);
      }
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void leavesNestedColumnsOutAndRefusesThemByName() throws Exception {
    Path file = resource("nested.parquet");
    try (TableRows rows = TableFiles.open(file)) {
      assertThat(rows.columns()).containsExactly("a", "b");
      assertThat(rows.width()).isEqualTo(5);
    }
    try (TableRows rows = TableFiles.open(file, List.of("b", "a"))) {
      rows.next();
      assertThat(rows.number(0)).isEqualTo(3);
      assertThat(rows.number(1)).isEqualTo(1);
    }
    assertThatThrownBy(() -> TableFiles.open(file, List.of("struct")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("column \"struct\" is nested")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> TableFiles.open(file, List.of("day")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("columns such as \"day\" (INT32, TIME) are not read");
    assertThatThrownBy(() -> TableFiles.open(file, List.of("none")))
        .hasMessageContaining("column \"none\" is missing; the file has a, list, struct, b, day");
  }

  @Test
  void anEncryptedFileIsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(resource("required.parquet"));
    bytes[3] = 'E';
    bytes[bytes.length - 1] = 'E';
    Path file = Files.write(folder.resolve("e.parquet"), bytes);
    assertThatThrownBy(() -> TableFiles.open(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is encrypted");
  }
}
