package org.unroll4j.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll4j.data.DataException;
import org.unroll4j.data.table.ListFile.Column;
import org.unroll4j.data.table.ListFile.Entry;

/** Rows whose cells are lists. */
class ParquetListsTest {
  private static final ListFile PLAIN = new ListFile(1, 100, 100);

  @TempDir private Path folder;

  private Path write(ListFile layout, Column... columns) throws IOException {
    return layout.write(folder.resolve("lists.parquet"), List.of(columns));
  }

  private static List<String> read(Path file, String... columns) {
    List<String> lines = new ArrayList<>();
    try (TableRows rows = TableFiles.open(file, List.of(columns))) {
      assertThat(rows.columns()).containsExactly(columns);
      while (rows.next()) {
        List<String> cells = new ArrayList<>();
        for (int c = 0; c < columns.length; c++) {
          assertThat(rows.isEmpty(c)).isEqualTo(rows.text(c).isEmpty());
          cells.add(rows.text(c));
        }
        assertThat(rows.cells()).isEqualTo(rows.width());
        lines.add(rows.row() + ": " + String.join(",", cells));
      }
    }
    return lines;
  }

  @ParameterizedTest
  @ValueSource(strings = {"lists1", "lists2"})
  void readsWhatTheOtherLibraryWrote(String name) {
    String[] columns = {"key", "position", "amounts", "words", "days", "price"};
    List<String> expected = read(ParquetRowsTest.resource("lists.csv"), columns);
    List<String> lists = read(ParquetRowsTest.resource(name + ".parquet"), columns);
    assertThat(lists).hasSize(expected.size()).hasSizeGreaterThan(100);
    for (int i = 0; i < lists.size(); i++) {
      assertThat(cells(lists.get(i))).isEqualTo(cells(expected.get(i)));
    }
  }

  private static String cells(String line) {
    return line.substring(line.indexOf(':'));
  }

  /** All forms, whatever the pages: lists that go on in the next page, empty and missing ones. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SINGLE")
  void unrollsAllForms(ListForm form) throws IOException {
    SplittableRandom random = new SplittableRandom(form.ordinal());
    for (int trial = 0; trial < 30; trial++) {
      int count = 1 + random.nextInt(37);
      List<List<String>> words = new ArrayList<>();
      List<List<Double>> amounts = new ArrayList<>();
      List<Double> prices = new ArrayList<>();
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int length = random.nextInt(3) == 0 ? 0 : random.nextInt(9);
        List<Double> numbers = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        boolean missing = form.canMiss() && random.nextInt(6) == 0;
        prices.add(random.nextInt(5) == 0 ? null : random.nextInt(90) / 8.0);
        for (int k = 0; k < length; k++) {
          numbers.add(random.nextInt(100) / 4.0);
          texts.add(form.canMissElements() && random.nextInt(4) == 0 ? null : "w" + k);
          String line = "%d: %s,%s,%s,%d";
          String word = missing ? "" : text(texts.get(k));
          expected.add(line.formatted(i + 1, text(prices.get(i)), word, text(numbers.get(k)), k));
        }
        words.add(missing ? null : texts);
        amounts.add(numbers);
      }
      Path file =
          write(
              new ListFile(1 + trial % 2, 1 + random.nextInt(11), 1 + random.nextInt(20)),
              form.column("words", true, words),
              ListForm.SINGLE.column("price", false, prices),
              ListForm.STANDARD.column("amounts", false, amounts));
      assertThat(read(file, "price", "words", "amounts", "position")).isEqualTo(expected);
      assertThat(read(file, "price")).hasSize(count);
      try (TableRows rows = TableFiles.open(file)) {
        assertThat(rows.columns()).containsExactly("price");
      }
    }
  }

  private static String text(Object value) {
    return value instanceof Double number
        ? NumberCells.plain(number)
        : value == null ? "" : "" + value;
  }

  @Test
  void cellsAreNumbersToo() throws Exception {
    Path file =
        write(
            PLAIN,
            ListForm.STANDARD.column("y", false, List.of(Arrays.asList(0.1, null), List.of(2.5))),
            ListForm.SINGLE.column("k", true, Arrays.asList("a", null)));
    try (TableRows rows = TableFiles.open(file, List.of("y", "position", "k"))) {
      assertThat(rows.kind(0)).isEqualTo(Kind.NUMBER);
      assertThat(rows.kind(1)).isEqualTo(Kind.INTEGER);
      assertThat(rows.width()).isEqualTo(2);
      rows.next();
      assertThat(rows.number(0)).isEqualTo(0.1);
      rows.next();
      assertThat(rows.number(0)).isNaN();
      assertThat(rows.number(1)).isEqualTo(1);
      assertThat(rows.text(2)).isEqualTo("a");
      rows.next();
      assertThat(rows.number(0)).isEqualTo(2.5);
      assertThat(rows.number(1)).isZero();
      assertThat(rows.isEmpty(2)).isTrue();
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void aMissingListIsOneOfMissingElements() throws IOException {
    Path file =
        write(
            PLAIN,
            ListForm.TWO_LEVELS.column(
                "a", false, Arrays.asList(null, List.of(1, 2), null, List.of())),
            ListForm.STANDARD.column(
                "b", false, Arrays.asList(List.of(3), null, null, Collections.emptyList())));
    assertThat(read(file, "a", "b")).containsExactly("1: ,3", "2: 1,", "2: 2,");
    assertThat(read(file, "a")).containsExactly("2: 1", "2: 2");
  }

  @Test
  void listsOfARowAreEquallyLong() throws IOException {
    Path file =
        write(
            new ListFile(2, 3, 2),
            ListForm.SINGLE.column("k", true, List.of("x", "y", "z")),
            ListForm.FULL.column("a", false, List.of(List.of(1), List.of(1, 2), numbers(24))),
            ListForm.BARE.column("b", false, List.of(List.of(1), List.of(1, 2), numbers(23))));
    assertThatThrownBy(() -> read(file, "k", "b", "a"))
        .isInstanceOf(DataException.class)
        .hasMessage(
            file
                + ": row 3: the lists of a row must be equally long, but \"b\" has 23 elements and"
                + " \"a\" has 24; correct the row, or read columns whose lists belong together.");
    assertThat(read(file, "a")).hasSize(27);
    Path empty =
        write(
            PLAIN,
            ListForm.STANDARD.column("a", false, List.of(List.of())),
            ListForm.STANDARD.column("b", false, List.of(numbers(5))));
    assertThatThrownBy(() -> read(empty, "a", "b"))
        .hasMessageContaining("\"a\" has 0 elements and \"b\" has 5;");
  }

  private static List<Double> numbers(int count) {
    return Collections.nCopies(count, 1.5);
  }

  @Test
  void thePlaceInTheListHasAName() throws IOException {
    Column lists = ListForm.HIVE.column("y", false, List.of(List.of(7, 8)));
    Path file = write(PLAIN, lists, ListForm.SINGLE.column("k", true, List.of("a")));
    assertThat(read(file, "y", "hour|position")).containsExactly("1: 7,0", "1: 8,1");
    assertThatThrownBy(() -> read(file, "k", "position"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("\"position\" is the place in a list, but no column that is read");
    assertThatThrownBy(() -> read(file, "hour"))
        .hasMessageContaining("column \"hour\" is missing; the file has y, k, position;");
    Path own = write(PLAIN, lists, ListForm.SINGLE.column("position", true, List.of("left")));
    assertThat(read(own, "position", "y")).containsExactly("1: left,7", "1: left,8");
    Path flat = write(PLAIN, ListForm.SINGLE.column("k", true, List.of("a")));
    assertThatThrownBy(() -> read(flat, "k", "position"))
        .hasMessageContaining("column \"position\" is missing; the file has k;");
  }

  /** Such columns hurt nobody who does not ask for them. */
  @Test
  void refusesOtherNesting() throws IOException {
    SchemaElement value =
        ListFile.values("x", false).setRepetition_type(FieldRepetitionType.REQUIRED);
    List<Column> nested =
        List.of(
            column(0, group("structure", 1, false), value),
            column(
                1,
                group("map", 1, false).setConverted_type(ConvertedType.MAP),
                group("m", 1, true),
                value),
            column(
                1,
                group("pairs", 1, false).setConverted_type(ConvertedType.LIST),
                group("array", 1, true),
                value),
            column(
                1,
                group("tuples", 1, false).setConverted_type(ConvertedType.LIST),
                group("tuples_tuple", 1, true),
                value),
            column(1, group("unmarked", 1, false), group("list", 1, true), value),
            column(
                2,
                group("lists", 1, false).setConverted_type(ConvertedType.LIST),
                group("list", 1, true),
                ListFile.values("x", false).setRepetition_type(FieldRepetitionType.REPEATED)));
    List<Column> columns = new ArrayList<>(nested);
    columns.add(ListForm.STANDARD.column("y", false, List.of(List.of(4, 5))));
    Path file = PLAIN.write(folder.resolve("nested.parquet"), columns);
    assertThat(read(file, "y")).containsExactly("1: 4", "1: 5");
    for (Column column : nested) {
      String name = column.schema().get(0).getName();
      assertThatThrownBy(() -> read(file, "y", name))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("column \"" + name + "\" is nested")
          .hasMessageNotContaining("\n");
    }
  }

  private static SchemaElement group(String name, int children, boolean repeated) {
    return new SchemaElement(name)
        .setNum_children(children)
        .setRepetition_type(repeated ? FieldRepetitionType.REPEATED : FieldRepetitionType.REQUIRED);
  }

  private static Column column(int repetition, SchemaElement... schema) {
    return new Column(
        List.of(schema),
        new int[] {repetition, repetition},
        List.of(List.of(new Entry(0, repetition, 1.0))));
  }

  /** Levels that no writer makes. */
  @Test
  void levelsThatContradictEachOtherAreDamage() throws IOException {
    List<List<Entry>> wrong =
        List.of(
            List.of(new Entry(1, 2, 1.0)),
            List.of(new Entry(0, 1, null), new Entry(1, 2, 1.0)),
            List.of(new Entry(0, 2, 1.0), new Entry(1, 1, null)),
            List.of(new Entry(0, 2, 1.0), new Entry(0, 2, 1.0)));
    Column good = ListForm.TWO_LEVELS.column("y", false, List.of(List.of(1), List.of(1)));
    for (List<Entry> row : wrong) {
      List<Entry> fine = List.of(new Entry(0, 2, 1.0));
      Column bad = new Column(good.schema(), good.levels(), List.of(row, fine));
      Path file = write(new ListFile(1, 2, 1), bad);
      assertThatThrownBy(() -> read(file, "y"))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("is damaged or not a Parquet file (a ");
    }
  }
}
