package org.unroll4j.data.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll4j.data.DataException;
import org.unroll4j.data.table.TableFiles;

class EventReaderTest {
  private static final String HEADER = "sid,uid,at,what,brand,price";
  private static final String[] MESSY = {
    "at,what,product,brand,price,uid,sid",
    "2019-10-01 00:00:05 UTC,view,11,acme,35.79,u1,s1",
    "2019-10-01 00:00:02 UTC,view,12,,33.20,u2,s2",
    "2019-10-01 00:00:02 UTC,view,12,,33.20,u2,s2",
    "2019-10-01 00:00:01 UTC,cart,11,\"a, b\",,u1,s1",
    "2019-10-01 00:00:05 UTC,view,11,acme,cheap,u1,s1",
    "not a time,view,11,acme,1.0,u1,s1",
    "2019-10-01 00:00:09 UTC,purchase,12,,33.20,u2,s2",
    "2019-10-01 00:00:10 UTC,view,11,acme,1.0,u1,",
    "2019-10-01 00:00:10 UTC,vi"
  };

  @TempDir private Path folder;

  private EventTable read(EventColumns columns, String... lines) {
    return EventReader.read(
        CsvFiles.write(folder, "events.csv", lines), columns, ReadOptions.defaults());
  }

  @Test
  void sortsBySessionThenTimeAndCountsWhatItCannotRead() {
    EventTable table = read(CsvFiles.SHOP, MESSY);

    assertThat(table.sessions())
        .containsExactly(new Session(0, "s1", "u1", 0, 2), new Session(1, "s2", "u2", 2, 4));
    assertThat(CsvFiles.events(table))
        .extracting(Event::type)
        .containsExactly("cart", "view", "view", "purchase");
    assertThat(table.event(0).categorical()).containsExactly("a, b");
    assertThat(table.event(0).numeric()).containsExactly(Double.NaN);
    assertThat(table.event(1))
        .isEqualTo(
            new Event(
                "s1",
                "u1",
                Instant.parse("2019-10-01T00:00:05Z").toEpochMilli(),
                "view",
                List.of("acme"),
                List.of(35.79),
                null));
    ReadReport report = table.report();
    assertThat(report.dataRows()).isEqualTo(9);
    assertThat(report.duplicateRows()).isEqualTo(1);
    assertThat(report.malformedRows()).isEqualTo(4);
    assertThat(report.malformedExamples())
        .containsExactly(
            new MalformedRow(6, "\"cheap\" in column \"price\" is not a number"),
            new MalformedRow(7, "\"not a time\" is not a time"),
            new MalformedRow(9, "column \"sid\" is empty"),
            new MalformedRow(10, "2 cells, expected 7"));
  }

  @Test
  void keepsDuplicatesOnRequest() {
    Path file = CsvFiles.write(folder, "e.csv", MESSY);
    EventTable table =
        EventReader.read(
            file, CsvFiles.SHOP, new ReadOptions(null, Duration.ofMinutes(1), 4, false));
    assertThat(table.rows()).isEqualTo(5);
    assertThat(table.report().duplicateRows()).isZero();
  }

  @Test
  void gzipAndPlainGiveTheSame() throws IOException {
    Path plain = CsvFiles.write(folder, "e.csv", MESSY);
    Path gzip = CsvFiles.gzip(folder, "e.csv.gz", MESSY);
    EventTable a = EventReader.read(plain, CsvFiles.SHOP, ReadOptions.defaults());
    EventTable b = EventReader.read(gzip, CsvFiles.SHOP, ReadOptions.defaults());
    assertThat(CsvFiles.events(b)).isEqualTo(CsvFiles.events(a));
    assertThat(TableFiles.textSha256(gzip)).isEqualTo(a.report().sha256());
    assertThat(b.report().sha256()).isNotEqualTo(a.report().sha256());
  }

  @Test
  void splitsAtIdleGapsWhereNoSessionIsNamed() {
    EventColumns columns = new EventColumns(null, "uid", "at", "what", List.of(), List.of(), null);
    EventTable table =
        read(
            columns,
            "uid,at,what",
            "b,1000,view",
            "a,4601,late",
            "a,1000,view",
            "a,2800,exactly half an hour later");
    assertThat(table.sessions())
        .containsExactly(
            new Session(0, "b#1", "b", 0, 1),
            new Session(1, "a#1", "a", 1, 3),
            new Session(2, "a#2", "a", 3, 4));
    assertThat(table.timeMillis(3)).isEqualTo(4_601_000);
    assertThat(table.event(3).session()).isNull();
  }

  @Test
  void sessionWithoutUserIsItsOwnUserAndTwoUsersNeverShareOne() {
    EventColumns noUser = new EventColumns("sid", null, "at", "what", List.of(), List.of(), null);
    assertThat(read(noUser, "sid,at,what", "s1,1,view").sessions().get(0).user()).isEqualTo("s1");
    assertThat(read(CsvFiles.SHOP, HEADER, "s,u1,1,v,,", "s,u2,2,v,,").sessions()).hasSize(2);
  }

  @Test
  void readsTimesOfAllKinds() throws MalformedRowException {
    long expected = Instant.parse("2019-10-01T02:50:00Z").toEpochMilli();
    TimeParser any = new TimeParser(null);
    for (String text :
        List.of(
            "2019-10-01T02:50:00Z",
            "2019-10-01T02:50:00.000Z",
            "2019-10-01 02:50:00 UTC",
            "2019-10-01 02:50:00",
            "2019-10-01T04:50+02:00",
            "1569898200",
            "1569898200000",
            "1569898200.0")) {
      assertThat(any.millis(text)).as(text).isEqualTo(expected);
    }
    assertThat(any.millis("2019-10-01")).isEqualTo(expected - 170 * 60_000);
    assertThat(new TimeParser("dd.MM.yyyy HH:mm").millis("01.10.2019 02:50")).isEqualTo(expected);
    assertThat(new TimeParser("epochMillis").millis("5")).isEqualTo(5);
    assertThat(new TimeParser("epochSeconds").millis("5.5")).isEqualTo(5500);
    assertThatThrownBy(() -> new TimeParser("epochSeconds").millis("NaN"))
        .hasMessageContaining("\"NaN\" is not a time");
    assertThatThrownBy(() -> new TimeParser("epochHours"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("epochHours");
    assertThatThrownBy(() -> new TimeParser("bb")).isInstanceOf(DataException.class);
  }

  @Test
  void aByteOrderMarkAndEmptyLinesDoNotMatter() {
    EventTable table =
        read(CsvFiles.SHOP, "\uFEFF" + HEADER, "", "s,u,1,view,x,1", "", "s,u,2,view,x,1");
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.report().malformedRows()).isZero();
  }

  @Test
  void stopsWhenTooManyRowsAreMalformed() {
    Path file = CsvFiles.write(folder, "e.csv", MESSY);
    assertThatThrownBy(
            () ->
                EventReader.read(
                    file, CsvFiles.SHOP, new ReadOptions(null, Duration.ofMinutes(1), 2, true)))
        .isInstanceOf(DataException.class)
        .hasMessage(
            file
                + ": more than 2 malformed rows; the first is line 6 (\"cheap\" in column \"price\""
                + " is not a number), the last line 9 (column \"sid\" is empty); correct the file or"
                + " raise the limit maxMalformedRows.");
  }

  @Test
  void saysInOneLineWhatIsWrongWithAFile() throws IOException {
    assertOneLine(HEADER.replace("brand", "make") + "\n", "column \"brand\" is missing");
    assertOneLine("", "the file is empty");
    assertOneLine(HEADER + "\n", "no event that can be read (0 rows, 0 malformed)");
    assertOneLine(HEADER + "\nx\n", "no event that can be read (1 rows, 1 malformed)");
    assertThatThrownBy(
            () ->
                EventReader.read(folder.resolve("none.csv"), CsvFiles.SHOP, ReadOptions.defaults()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("none.csv: there is no such file");
    Path cut = CsvFiles.gzip(folder, "cut.csv.gz", MESSY);
    byte[] whole = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(whole, whole.length - 20));
    assertThatThrownBy(() -> EventReader.read(cut, CsvFiles.SHOP, ReadOptions.defaults()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot be read (Unexpected end of ZLIB input stream)")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> EventReader.read(folder, CsvFiles.SHOP, ReadOptions.defaults()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(folder + ": is a folder");
  }

  @Test
  void refusesAHeaderThatIsAmbiguousOrHasAnotherSeparator() throws IOException {
    assertOneLine(HEADER + ",price\n", "column \"price\" stands twice in the header");
    assertOneLine(HEADER.replace(',', ';') + "\n", "separate the cells by commas.");
    assertOneLine(HEADER.replace(',', '\t') + "\n", "separate the cells by commas.");
    assertOneLine("sid,u;id,at,what,brand,price\n", "correct the name in the configuration.");
  }

  private void assertOneLine(String text, String part) throws IOException {
    Path file = Files.writeString(folder.resolve("wrong.csv"), text);
    assertThatThrownBy(() -> EventReader.read(file, CsvFiles.SHOP, ReadOptions.defaults()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(part)
        .hasMessageNotContaining("\n");
  }

  @Test
  void refusesColumnsThatContradictEachOther() {
    assertThatThrownBy(() -> new EventColumns(null, null, "at", "what", List.of(), List.of(), null))
        .hasMessageContaining("neither a session column nor a user column");
    assertThatThrownBy(
            () -> new EventColumns("s", "u", "at", "what", List.of("what"), List.of(), null))
        .hasMessageContaining("\"what\" is named twice");
    assertThatThrownBy(
            () -> new EventColumns("s", "u", "at", "what", List.of("won"), List.of(), "won"))
        .hasMessageContaining("\"won\" is the label and a feature");
  }
}
