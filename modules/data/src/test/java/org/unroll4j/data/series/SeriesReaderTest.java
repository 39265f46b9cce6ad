package org.unroll4j.data.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll4j.data.DataException;
import org.unroll4j.data.table.ListFile;
import org.unroll4j.data.table.ListForm;

class SeriesReaderTest {
  private static final SeriesColumns COLUMNS =
      new SeriesColumns(
          List.of("store", "product"),
          "time",
          null,
          "sales",
          List.of("category"),
          List.of("discount"),
          List.of(),
          "soldOut");
  private static final String HEADER = "store,product,category,time,sales,soldOut,discount\n";

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("series.csv"), text);
  }

  private SeriesTable read(String text, Missing missing) throws IOException {
    return SeriesReader.read(file(text), COLUMNS, SeriesOptions.of(missing));
  }

  private static SeriesColumns oneSeries(String hour) {
    return new SeriesColumns(List.of(), "time", hour, "y", List.of(), List.of(), List.of(), null);
  }

  private SeriesTable readOne(String text, String format, String zone, String frequency)
      throws IOException {
    SeriesOptions options =
        new SeriesOptions(format, ZoneId.of(zone), frequency, Missing.ABSENT, 1);
    return SeriesReader.read(file(text), oneSeries(null), options);
  }

  @Test
  void readsRowsInAnyOrder() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int s = 0; s < 3; s++) {
      for (int t = s; t < 30; t++) {
        rows.add(
            "S,p%d,c,%s,%d,%d,0.%d\n"
                .formatted(
                    s, LocalDateTime.of(2024, 3, 1, 22, 0).plusHours(t), s * 100 + t, t % 2, s));
      }
    }
    SeriesTable ordered = read(HEADER + String.join("", rows), Missing.ABSENT);
    Collections.shuffle(rows, new Random(5));
    SeriesTable table = read(HEADER + String.join("", rows), Missing.ABSENT);
    assertThat(table.size()).isEqualTo(3);
    assertThat(table.frequency()).isEqualTo(Frequency.parse("1h"));
    assertThat(table.report().from()).isEqualTo(Instant.parse("2024-03-01T22:00:00Z"));
    assertThat(table.report().to()).isEqualTo(Instant.parse("2024-03-03T03:00:00Z"));
    assertThat(table.report().rows()).isEqualTo(87);
    assertThat(table.report().sha256()).hasSize(64);
    for (int s = 0; s < 3; s++) {
      int shuffled = table.series("S/p" + s);
      assertThat(table.key(1, shuffled)).isEqualTo("p" + s);
      assertThat(table.staticValue(0, shuffled)).isEqualTo("c");
      assertThat(table.first(shuffled)).isEqualTo(s);
      assertThat(table.values(shuffled, s, 30)).isEqualTo(ordered.values(s, s, 30));
      assertThat(table.value(shuffled, 29)).isEqualTo(s * 100 + 29);
      assertThat(table.stockout(shuffled, 29)).isTrue();
      assertThat(table.stockout(shuffled, 28)).isFalse();
      assertThat(table.known(0, shuffled, 29)).isEqualTo(s / 10f);
    }
    assertThatThrownBy(() -> table.series("S/p3")).hasMessageContaining("has 3 series");
  }

  @Test
  void treatsMissingStepsAsConfigured() throws IOException {
    String text =
        HEADER
            + "a,p,c,2024-01-01 05:00,3,0,1\n"
            + "a,p,c,2024-01-01 06:00,,0,2\n"
            + "a,p,c,2024-01-01 08:00,4,0,3\n"
            + "b,p,c,2024-01-01 04:00,1,0,1\n"
            + "b,p,c,2024-01-01 05:00,1,0,1\n"
            + "b,p,c,2024-01-01 09:00,2,0,1\n"
            + "b,p,c,2024-01-01 10:00,,0,7\n";
    SeriesTable absent = read(text, Missing.ABSENT);
    assertThat(absent.values(0, 0, 7))
        .containsExactly(Float.NaN, 3, Float.NaN, Float.NaN, 4, Float.NaN, Float.NaN);
    assertThat(absent.end(0)).isEqualTo(5);
    assertThat(absent.end()).isEqualTo(6);
    assertThat(absent.steps()).isEqualTo(7);
    assertThat(absent.known(0, 1, 6)).isEqualTo(7);
    assertThat(absent.report().missingSteps()).isEqualTo(2 + 3);
    assertThat(absent.report().missingExamples().get(0))
        .isEqualTo("series a/p: 2 without a value, the first 2024-01-01T06:00");
    SeriesTable zero = read(text, Missing.ZERO);
    assertThat(zero.values(0, 0, 7)).containsExactly(Float.NaN, 3, 0, 0, 4, 0, Float.NaN);
    assertThat(zero.end(0)).isEqualTo(6);
    assertThat(zero.report().missingSteps()).isEqualTo(3 + 3);
    assertThat(read(text, Missing.MASKED).end(0)).isEqualTo(5);
  }

  @Test
  void countsWhatItCannotRead() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (int t = 0; t < 60; t++) {
      LocalDateTime time = LocalDateTime.of(2024, 1, 1, t % 24, 0).plusDays(t / 24);
      text.append("a,p,c,%sZ,%d,0,1\n".formatted(time, t));
    }
    text.append("a,p,c,2024-01-01T03:00Z,9,0,1\n");
    text.append("a,p,c,2024-01-01T03:00Z,many,0,1\n");
    text.append("a,p,c,2024-01-01T03:20Z,5,0,1\n");
    text.append("a,,c,2024-01-01T04:00Z,5,0,1\n");
    text.append("a,p,c,yesterday,5,0,1\n");
    text.append("a,p,c,2024-01-01T05:00Z,5\n");
    text.append("a,p,c,2024-01-01T05:00Z,1e99,0,1\n");
    text.append("a,p,d,2024-01-03T12:00Z,-5,0,1\n");
    SeriesReport report = read(text.toString(), Missing.ZERO).report();
    assertThat(report.rows()).isEqualTo(68);
    assertThat(report.duplicateExamples())
        .containsExactly("row 62: series a/p has a value at 2024-01-01T03:00Z already");
    assertThat(report.malformedRows()).isEqualTo(6);
    assertThat(report.malformedExamples())
        .anyMatch(line -> line.startsWith("row 63: ") && line.contains("\"many\""))
        .contains(
            "row 64: 2024-01-01T03:20Z lies between two steps of 1h from 2024-01-01T00:00; correct"
                + " it or set the frequency",
            "row 65: column \"product\" is empty",
            "row 66: \"yesterday\" is not a time in the format auto; correct it or set the time"
                + " format",
            "row 67: 5 cells, expected 7",
            "row 68: \"1e99\" is too large");
    assertThat(report.negativeValues()).isEqualTo(1);
    assertThat(report.notes()).hasSize(1).first().asString().contains("change within 1 series");
    SeriesOptions strict = new SeriesOptions("auto", ZoneOffset.UTC, "auto", Missing.ZERO, 5);
    assertThatThrownBy(() -> SeriesReader.read(file(text.toString()), COLUMNS, strict))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("more than 5 malformed rows; the first is row 63");
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    assertThatThrownBy(() -> read(HEADER, Missing.ZERO)).hasMessageContaining("no row that can be");
    assertThatThrownBy(() -> read("store,product\n1,2\n", Missing.ZERO))
        .hasMessageContaining("column \"time\" is missing");
    assertThatThrownBy(() -> read(HEADER + "a,p,c,2024-01-01,1,0,0\n", Missing.ZERO))
        .hasMessageContaining("the frequency is unknown");
    assertThatThrownBy(
            () ->
                readOne(
                    "time,y\n2024-01-01 01:00,1\n2024-01-01 01:07,1\n2024-01-01 03:20,1\n",
                    "auto",
                    "UTC",
                    "auto"))
        .hasMessageContaining("the frequency is unknown")
        .hasMessageNotContaining("PT")
        .hasMessageContaining("set the frequency");
    StringBuilder noKey = new StringBuilder(HEADER);
    for (int p = 0; p < 5; p++) {
      for (int t = 0; t < 9; t++) {
        noKey.append("a,%d,c,2024-01-0%d,1,0,0\n".formatted(p, t + 1));
      }
    }
    SeriesColumns storeOnly =
        new SeriesColumns(
            List.of("store"), "time", null, "sales", List.of(), List.of(), List.of(), null);
    Path file = file(noKey.toString());
    assertThatThrownBy(() -> SeriesReader.read(file, storeOnly, SeriesOptions.of(Missing.ZERO)))
        .hasMessageContaining("36 of 45 rows repeat a series and a time")
        .hasMessageContaining("add the key that is missing");
  }

  @Test
  void findsFrequencies() throws IOException {
    assertThat(steps("2024-02-28", "2024-02-29", "2024-03-01", "2024-03-04").frequency())
        .hasToString("1d");
    assertThat(steps("2024-02-28", "2024-03-06", "2024-03-20").frequency()).hasToString("1w");
    assertThat(steps("1700000000", "1700000900", "1700003600").frequency()).hasToString("15min");
    assertThat(steps("2024-03-30", "2024-03-31", "2024-04-01", "2024-04-02").steps()).isEqualTo(4);
  }

  private SeriesTable steps(String... times) throws IOException {
    return readOne(
        "time,y\n" + String.join(",1\n", times) + ",1\n", "auto", "Europe/Berlin", "auto");
  }

  /** On clocks that are put back an hour comes twice; when they are put forward one is missing. */
  @Test
  void followsClocksThatChange() throws IOException {
    StringBuilder back = new StringBuilder("time,y\n");
    int value = 0;
    for (String hour : List.of("00", "01", "02", "02", "03", "04")) {
      back.append("2024-10-27 %s:00,%d\n".formatted(hour, value++));
    }
    SeriesTable table = readOne(back.toString(), "yyyy-MM-dd HH:mm", "Europe/Berlin", "auto");
    assertThat(table.values(0, 0, 6)).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(table.local(3).getHour()).isEqualTo(2);
    assertThat(table.report().missingSteps()).isZero();

    String forward =
        "time,y\n2024-03-31 00:00,1\n2024-03-31 01:00,2\n2024-03-31 02:00,9\n2024-03-31 03:00,3\n";
    SeriesTable spring = readOne(forward, "auto", "Europe/Berlin", "auto");
    assertThat(spring.values(0, 0, 3)).containsExactly(1, 2, 3);
    assertThat(spring.report().malformedExamples())
        .containsExactly(
            "row 4: 2024-03-31T02:00 does not exist on the clocks of Europe/Berlin, which were put"
                + " forward; correct the time zone");
    assertThat(readOne(forward, "auto", "UTC", "auto").values(0, 0, 4)).containsExactly(1, 2, 9, 3);
  }

  @Test
  void addsTheHourToTheDate() throws IOException {
    Path file =
        file("time,h,y\n31-12-2010,23,1\n01-01-2011,0,2\n01-01-2011,1.5,3\n01-01-2011,2,4\n");
    SeriesOptions options =
        new SeriesOptions("dd-MM-yyyy", ZoneOffset.UTC, "auto", Missing.ABSENT, 1);
    SeriesTable table = SeriesReader.read(file, oneSeries("h"), options);
    assertThat(table.values(0, 0, 4)).containsExactly(1, 2, Float.NaN, 4);
    assertThat(table.report().malformedExamples().get(0)).contains("\"1.5\" in column \"h\"");
    assertThat(table.name(0)).isEqualTo("y");
  }

  /** A row per day with lists of hours, in two files, and a row per hour: the same table. */
  @Test
  void readsAFolderOfDaysWithLists() throws IOException {
    Random random = new Random(3);
    StringBuilder hours = new StringBuilder("shop,day,h,y,sold\n");
    Path days = Files.createDirectory(folder.resolve("days"));
    for (String part : List.of("a.parquet", "b.parquet")) {
      List<String> shops = new ArrayList<>();
      List<String> dates = new ArrayList<>();
      List<List<Double>> sales = new ArrayList<>();
      List<List<Double>> flags = new ArrayList<>();
      for (int d = 1; d <= 3; d++) {
        for (String shop : List.of("u", "v", "w")) {
          shops.add(shop);
          dates.add("2024-0%d-0%d".formatted(part.startsWith("a") ? 2 : 3, d));
          sales.add(random.doubles(24).mapToObj(x -> Math.floor(9 * x) / 10).toList());
          flags.add(random.doubles(24).mapToObj(Math::rint).toList());
          for (int h = 0; h < 24; h++) {
            Object[] row = {shop, dates.get(dates.size() - 1), h, last(sales, h), last(flags, h)};
            hours.append("%s,%s,%d,%s,%s\n".formatted(row));
          }
        }
      }
      List<ListFile.Column> columns =
          List.of(
              ListForm.SINGLE.column("shop", true, shops),
              ListForm.STANDARD.column("ys", false, sales),
              ListForm.SINGLE.column("day", true, dates),
              ListForm.TWO_LEVELS.column("solds", false, flags));
      new ListFile(1, 100, 5).write(days.resolve(part), columns);
    }
    Files.writeString(days.resolve("README.md"), "no table");
    SeriesColumns names =
        new SeriesColumns(
            List.of("shop"),
            "day",
            "h | position",
            "y|ys",
            List.of(),
            List.of(),
            List.of(),
            "sold|solds");
    SeriesOptions options = SeriesOptions.of(Missing.ZERO);
    SeriesTable expected = SeriesReader.read(file(hours.toString()), names, options);
    SeriesTable table = SeriesReader.read(days, names, options);
    assertThat(table.report().rows()).isEqualTo(2 * 9 * 24).isEqualTo(expected.report().rows());
    assertThat(table.report().sha256()).hasSize(64);
    assertThat(table.size()).isEqualTo(3);
    assertThat(table.steps()).isEqualTo(expected.steps()).isEqualTo(32 * 24);
    for (int s = 0; s < 3; s++) {
      assertThat(table.values(s, 0, 32 * 24)).isEqualTo(expected.values(s, 0, 32 * 24));
      for (int t = 0; t < 32 * 24; t++) {
        assertThat(table.stockout(s, t)).isEqualTo(expected.stockout(s, t));
      }
    }
    Files.writeString(days.resolve("c.csv"), "shop,day,h,y,sold\nu,2024-03-01,0,1,much\n");
    assertThat(SeriesReader.read(days, names, options).report().malformedExamples())
        .containsExactly("row 2 of c.csv: \"much\" in column \"sold|solds\" is not a number");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> SeriesReader.read(empty, names, options))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the folder holds no file whose name ends in .parquet, .csv or .gz");
  }

  private static double last(List<List<Double>> rows, int h) {
    return rows.get(rows.size() - 1).get(h);
  }

  @Test
  void readsWideTables() throws IOException {
    Random random = new Random(11);
    StringBuilder train = new StringBuilder("\"V1\",\"V2\",\"V3\",\"V4\",\"V5\",\"V6\"\n");
    StringBuilder test = new StringBuilder("V1,V2,V3\n");
    List<float[]> values = new ArrayList<>();
    for (int s = 0; s < 7; s++) {
      int length = 1 + random.nextInt(5);
      float[] row = new float[length + 2];
      train.append("\"H").append(s).append('"');
      for (int i = 0; i < 5; i++) {
        row[Math.min(i, length - 1)] = i < length ? random.nextInt(1000) / 8f : row[length - 1];
        train.append(',').append(i < length ? "\"" + row[i] + "\"" : "");
      }
      row[length] = s;
      row[length + 1] = -s;
      test.append("H%d,%d,%d\n".formatted(s, s, -s));
      train.append('\n');
      values.add(row);
    }
    Path first = Files.writeString(folder.resolve("train.csv"), train);
    Path second = Files.writeString(folder.resolve("test.csv"), test);
    SeriesOptions hourly = new SeriesOptions("auto", ZoneOffset.UTC, "1h", Missing.ABSENT, 0);
    SeriesTable table = WideReader.read(first, second, hourly);
    assertThat(table.size()).isEqualTo(7);
    int end = table.steps();
    for (int s = 0; s < 7; s++) {
      float[] row = values.get(s);
      assertThat(table.name(s)).isEqualTo("H" + s);
      assertThat(table.first(s)).isEqualTo(end - row.length);
      assertThat(table.values(s, end - row.length, end)).isEqualTo(row);
    }
    assertThat(table.time(end - 2)).isEqualTo(Instant.parse(WideReader.JOINT));
    assertThat(WideReader.read(first, null, hourly).steps()).isEqualTo(end - 2);
    assertThatThrownBy(() -> WideReader.read(first, null, SeriesOptions.of(Missing.ABSENT)))
        .hasMessageContaining("set the frequency");
    Files.writeString(second, "V1,V2\nX,3\n");
    assertThatThrownBy(() -> WideReader.read(first, second, hourly))
        .hasMessageContaining("series \"X\" is not in the training file");
  }
}
