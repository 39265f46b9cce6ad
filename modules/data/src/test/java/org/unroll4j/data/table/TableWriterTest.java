package org.unroll4j.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll4j.data.DataException;
import org.unroll4j.data.table.TableWriter.Column;

class TableWriterTest {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("text", Kind.TEXT),
          new Column("number", Kind.NUMBER),
          new Column("integer", Kind.INTEGER),
          new Column("time", Kind.TIME),
          new Column("local", Kind.LOCAL_TIME));

  @TempDir private Path folder;

  private Path write(String name, int rows) {
    Path file = folder.resolve(name);
    SplittableRandom random = new SplittableRandom(rows);
    try (TableWriter table = TableWriter.create(file, COLUMNS)) {
      for (int i = 0; i < rows; i++) {
        if (random.nextInt(5) == 0) {
          table.missing().number(Double.NaN).missing().missing().missing();
        } else {
          String text = "s, \"" + random.nextInt(7) + "\"\né";
          table.text(random.nextBoolean() ? text : "x" + random.nextLong());
          table.number(random.nextBoolean() ? random.nextInt(9) / 10.0 : random.nextDouble());
          table.integer(random.nextLong());
          table.time(random.nextLong(-4_000_000_000_000L, 4_000_000_000_000L));
          table.time(1000L * random.nextInt(1_000_000_000));
        }
        table.endRow();
      }
      table.finish();
    }
    return file;
  }

  @Test
  void allFormatsHoldTheSame() throws Exception {
    for (int rows : new int[] {0, 1, 41_077}) {
      Path csv = write("t.csv", rows);
      Path gzip = write("t.csv.gz", rows);
      Path parquet = write("t.parquet", rows);
      assertThat(TableFiles.textSha256(gzip)).isEqualTo(TableFiles.sha256(csv));
      assertThat(TableFiles.sha256(gzip)).isNotEqualTo(TableFiles.sha256(csv));
      assertSame(csv, parquet, rows);
    }
  }

  private static void assertSame(Path csv, Path parquet, int count) throws Exception {
    try (TableRows a = TableFiles.open(csv);
        TableRows b = TableFiles.open(parquet)) {
      assertThat(b.columns()).isEqualTo(a.columns());
      for (int i = 0; i < count; i++) {
        assertThat(a.next() && b.next()).isTrue();
        for (int c = 0; c < COLUMNS.size(); c++) {
          assertThat(b.kind(c)).isEqualTo(COLUMNS.get(c).kind());
          assertThat(b.text(c)).isEqualTo(a.text(c));
        }
        assertThat(b.number(1)).isEqualTo((Double) a.number(1));
      }
      assertThat(a.next() || b.next()).isFalse();
    }
  }

  @Test
  void writesPlainText() throws IOException {
    Path file = folder.resolve("new/t.csv");
    try (TableWriter table = TableWriter.create(file, COLUMNS)) {
      table.text("a,b").number(1e-7).integer(-3).time(1_569_898_200_120L).time(-1000).endRow();
      table.text("").number(2).integer(0).time(0).missing().endRow();
      table.finish();
    }
    assertThat(Files.readString(file))
        .isEqualTo(
            """
            text,number,integer,time,local
            "a,b",0.0000001,-3,2019-10-01T02:50:00.12Z,1969-12-31T23:59:59
            ,2,0,1970-01-01T00:00:00Z,
            """);
  }

  @Test
  void theFileAppearsWholeOrNotAtAll() throws IOException {
    for (String name : List.of("t.csv", "t.csv.gz", "t.parquet")) {
      Path file = folder.resolve(name);
      Files.writeString(file, "before");
      try (TableWriter table = TableWriter.create(file, COLUMNS)) {
        table.text("a").number(1).integer(1).time(1).time(1).endRow();
      }
      assertThat(Files.readString(file)).isEqualTo("before");
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void refusesCellsThatDoNotFit() {
    try (TableWriter table = TableWriter.create(folder.resolve("t.csv"), COLUMNS)) {
      assertThatThrownBy(() -> table.number(1)).isInstanceOf(IllegalStateException.class);
      table.text("a");
      assertThatThrownBy(() -> table.number(Double.POSITIVE_INFINITY))
          .hasMessageContaining("number Infinity");
      assertThatThrownBy(table::endRow).hasMessageContaining("has 1 cells");
      table.number(1).integer(1).time(1).time(1);
      assertThatThrownBy(() -> table.text("b")).hasMessageContaining("cell 6 of a row of 5");
    }
  }

  @Test
  void saysInOneLineWhereItCannotWrite() throws IOException {
    Path blocked = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> TableWriter.create(blocked.resolve("t.csv"), COLUMNS))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot be written")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> TableWriter.create(folder, COLUMNS))
        .hasMessageContaining("is a folder");
  }
}
