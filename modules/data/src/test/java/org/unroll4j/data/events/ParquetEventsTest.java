package org.unroll4j.data.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll4j.data.DataException;
import org.unroll4j.data.generate.SessionGenerator;
import org.unroll4j.data.table.Kind;
import org.unroll4j.data.table.ListFile;
import org.unroll4j.data.table.ListForm;
import org.unroll4j.data.table.TableFiles;
import org.unroll4j.data.table.TableRows;
import org.unroll4j.data.table.TableWriter;
import org.unroll4j.data.table.TableWriter.Column;

/** The same events in both kinds of files. */
class ParquetEventsTest {
  @TempDir private Path folder;

  /** Writes the rows of a CSV file with the types that a database would give them. */
  private Path parquet(Path csv, EventColumns columns, boolean typed) throws Exception {
    Path file = folder.resolve("events.parquet");
    TimeParser times = new TimeParser(null);
    try (TableRows rows = TableFiles.open(csv)) {
      List<Column> made =
          rows.columns().stream().map(name -> column(name, columns, typed)).toList();
      try (TableWriter table = TableWriter.create(file, made)) {
        while (rows.next()) {
          for (int c = 0; c < made.size(); c++) {
            switch (made.get(c).kind()) {
              case NUMBER -> table.number(rows.number(c));
              case TIME -> table.time(times.millis(rows.text(c)));
              default -> table.text(rows.text(c));
            }
          }
          table.endRow();
        }
        table.finish();
      }
    }
    return file;
  }

  private static Column column(String name, EventColumns columns, boolean typed) {
    boolean number = typed && columns.numeric().contains(name);
    boolean time = typed && columns.time().equals(name);
    return new Column(name, number ? Kind.NUMBER : time ? Kind.TIME : Kind.TEXT);
  }

  private static void assertSame(Path csv, Path parquet, EventColumns columns) {
    EventTable a = EventReader.read(csv, columns, ReadOptions.defaults());
    EventTable b = EventReader.read(parquet, columns, ReadOptions.defaults());
    assertThat(CsvFiles.events(b)).isEqualTo(CsvFiles.events(a));
    assertThat(b.sessions()).isEqualTo(a.sessions());
    assertThat(b.report().dataRows()).isEqualTo(a.report().dataRows());
    assertThat(b.report().duplicateRows()).isEqualTo(a.report().duplicateRows());
    assertThat(b.report().malformedRows()).isEqualTo(a.report().malformedRows());
  }

  @Test
  void generatedEventsAreTheSame() throws Exception {
    Path csv = folder.resolve("s.csv.gz");
    SessionGenerator.write(csv, 131, 5);
    EventColumns columns = SessionGenerator.columns();
    assertSame(csv, parquet(csv, columns, true), columns);
    assertSame(csv, parquet(csv, columns, false), columns);
  }

  @Test
  void aTypedTimeNeedsNoFormat() throws Exception {
    Path csv = CsvFiles.write(folder, "e.csv", "u,t,w", "a,2019-10-01T02:50:00Z,view");
    EventColumns columns = new EventColumns(null, "u", "t", "w", List.of(), List.of(), null);
    ReadOptions options = new ReadOptions("dd.MM.yyyy", Duration.ofMinutes(1), 0, true);
    EventTable table = EventReader.read(parquet(csv, columns, true), columns, options);
    assertThat(table.timeMillis(0)).isEqualTo(1_569_898_200_000L);
  }

  /** A row per session, with lists of what happened in it. */
  @Test
  void listsOfEventsAreUnrolled() throws Exception {
    Path csv =
        CsvFiles.write(
            folder, "e.csv", "s,u,t,w", "1,a,5,view", "1,a,6,cart", "1,a,9,buy", "2,b,7,view");
    List<ListFile.Column> cells =
        List.of(
            ListForm.SINGLE.column("s", true, List.of("1", "2")),
            ListForm.SINGLE.column("u", true, List.of("a", "b")),
            ListForm.STANDARD.column("t", true, List.of(List.of("5", "6", "9"), List.of("7"))),
            ListForm.HIVE.column(
                "w", true, List.of(List.of("view", "cart", "buy"), List.of("view"))));
    Path lists = new ListFile(2, 2, 2).write(folder.resolve("l.parquet"), cells);
    assertSame(csv, lists, new EventColumns("s", "u", "t", "w", List.of(), List.of(), null));
  }

  @Test
  void malformedRowsAreCountedByTheirNumber() throws Exception {
    Path csv =
        CsvFiles.write(
            folder,
            "e.csv",
            "sid,uid,at,what,brand,price",
            "s,u,1,view,x,1",
            "s,u,2,view,x,cheap",
            "s,,3,view,x,1",
            "s,u,4,view,x,");
    Path parquet = parquet(csv, CsvFiles.SHOP, false);
    assertSame(csv, parquet, CsvFiles.SHOP);
    assertThat(
            EventReader.read(parquet, CsvFiles.SHOP, ReadOptions.defaults())
                .report()
                .malformedExamples())
        .containsExactly(
            new MalformedRow(2, "\"cheap\" in column \"price\" is not a number"),
            new MalformedRow(3, "column \"uid\" is empty"));
    assertThatThrownBy(
            () ->
                EventReader.read(
                    parquet, CsvFiles.SHOP, new ReadOptions(null, Duration.ofMinutes(1), 1, true)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the first is row 2 (")
        .hasMessageContaining("the last row 3 (");
  }
}
