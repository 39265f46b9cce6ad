package org.unroll4j.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll4j.data.DataException;

class CsvRowsTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("t.csv"), text);
  }

  @Test
  void readsCellsAsTextAndNumbersAndCountsLines() throws Exception {
    Path file = file("\uFEFFa,b,c\n\n1,\"x, \"\"y\"\"\nz\",-2.5\n,,\n7\n1,2,3,4\n");
    try (TableRows rows = TableFiles.open(file)) {
      assertThat(rows.columns()).containsExactly("a", "b", "c");
      assertThat(rows.kind(0)).isEqualTo(Kind.TEXT);
      assertThat(rows.next()).isTrue();
      assertThat(rows.row()).isEqualTo(3);
      assertThat(rows.text(1)).isEqualTo("x, \"y\"\nz");
      assertThat(rows.number(0)).isEqualTo(1);
      assertThat(rows.number(2)).isEqualTo(-2.5);
      assertThat(rows.next()).isTrue();
      assertThat(rows.row()).isEqualTo(5);
      assertThat(rows.number(0)).isNaN();
      assertThat(rows.isEmpty(2)).isTrue();
      assertThat(rows.cells()).isEqualTo(3);
      assertThat(rows.next()).isTrue();
      assertThat(rows.cells()).isEqualTo(1);
      assertThat(rows.text(2)).isEmpty();
      assertThat(rows.number(2)).isNaN();
      assertThat(rows.next()).isTrue();
      assertThat(rows.cells()).isEqualTo(4);
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void givesOnlyTheColumnsThatAreAskedForInTheirOrder() throws Exception {
    Path file = file("a,b,c,d\n1,2,3,4\n5,6\n");
    try (TableRows rows = TableFiles.open(file, List.of("d", "b", "d"))) {
      assertThat(rows.columns()).containsExactly("d", "b", "d");
      assertThat(rows.width()).isEqualTo(4);
      rows.next();
      assertThat(List.of(rows.text(0), rows.text(1), rows.text(2))).containsExactly("4", "2", "4");
      rows.next();
      assertThat(rows.text(0)).isEmpty();
      assertThat(rows.number(1)).isEqualTo(6);
    }
    try (TableRows none = TableFiles.open(file, List.of())) {
      assertThat(none.next()).isTrue();
      assertThat(none.next()).isTrue();
      assertThat(none.next()).isFalse();
    }
  }

  @Test
  void saysWhichCellIsNoNumber() throws Exception {
    try (TableRows rows = TableFiles.open(file("a,b\ncheap,Infinity\n"))) {
      rows.next();
      assertThatThrownBy(() -> rows.number(0))
          .isInstanceOf(MalformedCellException.class)
          .hasMessage("\"cheap\" in column \"a\" is not a number");
      assertThatThrownBy(() -> rows.number(1))
          .isInstanceOf(MalformedCellException.class)
          .hasMessage("\"Infinity\" in column \"b\" is not finite");
      assertThatThrownBy(() -> rows.millis(0)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void saysInOneLineWhatIsWrongWithAFile() throws IOException {
    assertOneLine(folder, null, ": is a folder");
    assertOneLine(folder.resolve("none"), null, "none: there is no such file (looked in ");
    assertOneLine(file(""), null, "the file is empty");
    assertOneLine(
        file("a,b\n"), "c", "column \"c\" is missing; the file has a, b; correct the name");
    assertOneLine(file("a;b\n"), "a", "separate the cells by commas.");
    assertOneLine(file("a,a\n"), "a", "column \"a\" stands twice in the header");
    assertOneLine(file("\u0001\u001b[2J" + "x".repeat(5000)), "a", "?[2Jxxx");
    assertOneLine(file("a\n\"x"), null, "");
  }

  private static void assertOneLine(Path file, String column, String part) {
    assertThatThrownBy(
            () -> {
              try (TableRows rows =
                  TableFiles.open(file, column == null ? null : List.of(column))) {
                while (rows.next()) {
                  rows.cells();
                }
              }
              throw new DataException("read without an error");
            })
        .isInstanceOf(DataException.class)
        .hasMessageContaining(part)
        .hasMessageNotContainingAny("\n", "\u001b");
  }

  @Test
  void recognisesGzipByItsBytesAndSaysWhereItIsCutOff() throws IOException {
    Path file = folder.resolve("t.csv");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("a\n1\n2\n".getBytes(StandardCharsets.UTF_8));
    }
    try (TableRows rows = TableFiles.open(file)) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.next()).isTrue();
      assertThat(rows.text(0)).isEqualTo("2");
    }
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 12));
    assertOneLine(file, "a", "cannot be read (Unexpected end of ZLIB input stream)");
    Files.write(file, Arrays.copyOf(whole, 5));
    assertOneLine(file, "a", "cannot be read (");
  }
}
