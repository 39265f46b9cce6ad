package org.unroll4j.data.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.unroll4j.data.DataException;

class SeriesTableTest {
  private static final SeriesColumns COLUMNS =
      new SeriesColumns(
          List.of("store", "product"),
          "time",
          null,
          "sales",
          List.of("product", "category"),
          List.of("discount"),
          List.of("visitors"),
          "soldOut");
  private static final TimeGrid GRID =
      new TimeGrid(Frequency.parse("1h"), ZoneOffset.UTC, Instant.parse("2024-03-28T00:00:00Z"));

  private record Cell(int series, int step, SeriesRow row) {}

  /** A table holds what was put into it, whatever the order of rows and the kind of numbers. */
  @Property(tries = 120)
  void holdsItsRows(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 3) int order,
      @ForAll @IntRange(min = 0, max = 2) int numbers,
      @ForAll Missing missing) {
    Random random = new Random(seed);
    List<Cell> cells = cells(random, numbers);
    sort(cells, order, random);
    SeriesTableBuilder builder = new SeriesTableBuilder(GRID, COLUMNS);
    Map<Integer, TreeMap<Integer, SeriesRow>> model = new TreeMap<>();
    for (Cell cell : cells) {
      int s = builder.series(List.of("s", "p" + cell.series), List.of("p" + cell.series, "c"));
      TreeMap<Integer, SeriesRow> rows = model.computeIfAbsent(s, x -> new TreeMap<>());
      SeriesRow before = rows.get(cell.step);
      boolean added = builder.put(s, cell.step, cell.row);
      assertThat(added).isEqualTo(before == null || Float.isNaN(before.value()));
      if (added) {
        rows.put(cell.step, cell.row);
      }
    }
    model.values().removeIf(rows -> rows.values().stream().allMatch(r -> Float.isNaN(r.value())));
    if (!model.isEmpty()) {
      check(builder.build(missing), List.copyOf(model.values()), missing);
    }
  }

  private static List<Cell> cells(Random random, int numbers) {
    List<Cell> cells = new ArrayList<>();
    int series = 1 + random.nextInt(5);
    for (int s = 0; s < series; s++) {
      int from = random.nextInt(40) - 20;
      int length = 1 + random.nextInt(150);
      for (int t = from; t < from + length; t++) {
        for (int copy = random.nextInt(12) == 0 ? 2 : 1; copy > 0; copy--) {
          float value = random.nextInt(9) == 0 ? Float.NaN : number(random, numbers);
          float[] known = {t % 7 == 0 ? Float.NaN : t};
          float[] past = {random.nextInt(3)};
          cells.add(new Cell(s, t, new SeriesRow(value, random.nextBoolean(), known, past)));
        }
      }
      cells.removeIf(cell -> random.nextInt(15) == 0);
    }
    return cells;
  }

  private static float number(Random random, int kind) {
    return switch (kind) {
      case 0 -> random.nextInt(4) * 0.1f;
      case 1 -> random.nextInt(2000) - 100;
      default -> (float) random.nextGaussian();
    };
  }

  private static void sort(List<Cell> cells, int order, Random random) {
    switch (order) {
      case 0 -> cells.sort((a, b) -> Integer.compare(a.series, b.series));
      case 1 -> cells.sort((a, b) -> Integer.compare(a.step, b.step));
      case 2 -> Collections.reverse(cells);
      default -> Collections.shuffle(cells, random);
    }
  }

  private static void check(
      SeriesTable table, List<? extends NavigableMap<Integer, SeriesRow>> model, Missing missing) {
    int start = model.stream().mapToInt(NavigableMap::firstKey).min().orElseThrow();
    assertThat(table.size()).isEqualTo(model.size());
    assertThat(table.time(0)).isEqualTo(GRID.time(start));
    int lastEnd = model.stream().mapToInt(rows -> lastValue(rows) + 1 - start).max().orElseThrow();
    assertThat(table.end()).isEqualTo(lastEnd);
    int cut = lastEnd / 2;
    SeriesTable earlier = table.knownAt(cut - 1);
    for (int s = 0; s < model.size(); s++) {
      NavigableMap<Integer, SeriesRow> rows = model.get(s);
      int first = firstValue(rows) - start;
      int end = missing == Missing.ZERO ? lastEnd : lastValue(rows) + 1 - start;
      assertThat(table.first(s)).isEqualTo(first);
      assertThat(table.end(s)).isEqualTo(end);
      float[] bulk = table.values(s, -3, lastEnd + 3);
      for (int t = -3; t < lastEnd + 3; t++) {
        SeriesRow row = rows.get(t + start);
        float value = row == null ? Float.NaN : row.value();
        if (t < first || t >= end) {
          value = Float.NaN;
        } else if (Float.isNaN(value) && missing == Missing.ZERO) {
          value = 0;
        }
        same(table.value(s, t), value);
        same(bulk[t + 3], value);
        same(table.known(0, s, t), row == null ? Float.NaN : row.known()[0]);
        same(table.past(0, s, t), row == null ? Float.NaN : row.past()[0]);
        boolean soldOut = row != null && row.stockout() && t >= first && t < end;
        assertThat(table.stockout(s, t)).isEqualTo(soldOut);
        same(earlier.value(s, t), t < cut ? value : Float.NaN);
        assertThat(earlier.stockout(s, t)).isEqualTo(t < cut && soldOut);
        same(earlier.known(0, s, t), table.known(0, s, t));
        same(earlier.past(0, s, t), t < cut ? table.past(0, s, t) : Float.NaN);
      }
      checkBulk(table, s, lastEnd);
      checkBulk(earlier, s, lastEnd);
    }
  }

  private static void same(float actual, float expected) {
    assertThat(Float.valueOf(actual)).isEqualTo(Float.valueOf(expected));
  }

  private static void checkBulk(SeriesTable table, int s, int lastEnd) {
    float[] known = new float[lastEnd + 7];
    float[] past = new float[lastEnd + 7];
    float[] soldOut = new float[lastEnd + 7];
    Arrays.fill(past, 99);
    table.known(0, s, -3, known);
    table.past(0, s, -3, past);
    table.stockouts(s, -3, soldOut);
    for (int i = 0; i < known.length; i++) {
      same(known[i], table.known(0, s, i - 3));
      same(past[i], table.past(0, s, i - 3));
      assertThat(soldOut[i] == 1).isEqualTo(table.stockout(s, i - 3));
    }
  }

  private static int firstValue(NavigableMap<Integer, SeriesRow> rows) {
    return valued(rows).firstKey();
  }

  private static int lastValue(NavigableMap<Integer, SeriesRow> rows) {
    return valued(rows).lastKey();
  }

  private static NavigableMap<Integer, SeriesRow> valued(NavigableMap<Integer, SeriesRow> rows) {
    TreeMap<Integer, SeriesRow> valued = new TreeMap<>(rows);
    valued.values().removeIf(row -> Float.isNaN(row.value()));
    return valued;
  }

  /** More different numbers than there are codes: none of them is lost. */
  @Test
  void keepsNumbersBeyondTheDictionary() {
    SeriesColumns columns =
        new SeriesColumns(List.of("id"), "time", null, "y", List.of(), List.of(), List.of(), null);
    SeriesTableBuilder builder = new SeriesTableBuilder(GRID, columns);
    Random random = new Random(3);
    float[][] values = new float[3][40_001];
    for (int s = 0; s < values.length; s++) {
      int series = builder.series(List.of("s" + s), List.of());
      for (int t = 0; t < values[s].length; t++) {
        values[s][t] = t % 1000 == 7 ? Float.NaN : random.nextFloat();
        builder.put(series, t, SeriesRow.of(values[s][t]));
      }
    }
    SeriesTable table = builder.build(Missing.ABSENT);
    for (int s = 0; s < values.length; s++) {
      assertThat(table.values(s, 0, values[s].length))
          .usingComparator(Arrays::compare)
          .isEqualTo(values[s]);
    }
    assertThat(table.unit()).isZero();
    assertThat(table.report().missingSteps()).isEqualTo(3 * 40);
  }

  /** Flags take a bit, few different numbers a byte, and what stores share is kept once. */
  @Test
  void keepsTablesSmall() {
    SeriesColumns columns =
        new SeriesColumns(
            List.of("store", "product"),
            "time",
            null,
            "sales",
            List.of(),
            List.of("discount", "holiday", "temperature"),
            List.of(),
            "soldOut");
    SeriesTableBuilder builder = new SeriesTableBuilder(GRID, columns);
    Random random = new Random(1);
    int stores = 5;
    int products = 20;
    int steps = 2160;
    for (int s = 0; s < stores * products; s++) {
      int series = builder.series(List.of("s" + s / products, "p" + s % products), List.of());
      for (int t = 0; t < steps; t++) {
        float discount = 0.5f + random.nextInt(20) / 40f;
        float holiday = t % 168 < 24 ? 1 : 0;
        float temperature = (t % 24 + t / 2400f) * Math.floorDiv(s, products);
        float[] known = {discount, holiday, temperature};
        float sales = Math.max(0, random.nextInt(12) - 6);
        builder.put(series, t, new SeriesRow(sales, random.nextInt(9) == 0, known, new float[0]));
      }
    }
    double bytesPerRow = (double) builder.build(Missing.ZERO).bytes() / (stores * products * steps);
    double shared = (2.0 * stores + 1) / (stores * products);
    assertThat(bytesPerRow).isLessThan(1 + 1 / 8.0 + 1 + shared + 0.2);
  }

  @Test
  void findsTheUnit() {
    assertThat(unit(0.2, 0, 1.3, 7.7, Double.NaN)).isEqualTo(0.1);
    assertThat(unit(0, 6, 9, 300_000)).isEqualTo(3);
    assertThat(unit(-4, 0.25)).isEqualTo(0.25);
    assertThat(unit(0, 0)).isEqualTo(1);
    assertThat(unit(1, Math.PI)).isZero();
    assertThat(unit(0, 2e-7, 5e-7)).isZero();
    assertThat(unit(16_777_216, 2)).isEqualTo(2);
  }

  private static double unit(double... values) {
    SeriesColumns columns =
        new SeriesColumns(List.of(), "time", null, "y", List.of(), List.of(), List.of(), null);
    SeriesTableBuilder builder = new SeriesTableBuilder(GRID, columns);
    int s = builder.series(List.of(), List.of());
    for (int t = 0; t < values.length; t++) {
      builder.put(s, t, SeriesRow.of(values[t]));
    }
    return builder.build(Missing.ABSENT).unit();
  }

  /** Days begin at midnight on the clocks of the zone; hours are equally long. */
  @Test
  void countsDaysByTheCalendarAndHoursByTheClock() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Instant start = Instant.parse("2024-03-29T23:00:00Z");
    TimeGrid days = new TimeGrid(Frequency.parse("1d"), berlin, start);
    TimeGrid hours = new TimeGrid(Frequency.parse("1h"), berlin, start);
    assertThat(days.local(2).toString()).isEqualTo("2024-04-01T00:00+02:00[Europe/Berlin]");
    assertThat(hours.local(48).toString()).isEqualTo("2024-04-01T01:00+02:00[Europe/Berlin]");
    for (int t = -400; t < 400; t++) {
      assertThat(days.step(days.time(t))).isEqualTo(t);
      assertThat(hours.step(hours.time(t))).isEqualTo(t);
    }
    assertThat(hours.step(start.plusSeconds(60))).isEqualTo(TimeGrid.OFF_GRID);
    assertThat(new TimeGrid(Frequency.parse("1w"), berlin, start).step(days.time(8)))
        .isEqualTo(TimeGrid.OFF_GRID);
  }

  @Test
  void knowsFrequencies() {
    for (String text : List.of("1min", "15min", "1h", "2h", "1d", "3d", "1w", "4w")) {
      assertThat(Frequency.parse(text).toString()).isEqualTo(text);
    }
    assertThat(Frequency.parse("h").seasons()).containsExactly(24, 168);
    assertThat(Frequency.parse("15min").seasons()).containsExactly(96, 672);
    assertThat(Frequency.parse("1d").seasons()).containsExactly(7);
    assertThat(Frequency.parse("1w").seasons()).containsExactly(52);
    assertThat(Frequency.parse("3d").seasons()).isEmpty();
    for (String text : List.of("7min", "1y", "0h", "", "-1h", "5h", "36h", "1M", "999999w")) {
      assertThatThrownBy(() -> Frequency.parse(text))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("1h");
    }
  }

  @Test
  void refusesRowsOfAnotherShape() {
    SeriesTableBuilder builder = new SeriesTableBuilder(GRID, COLUMNS);
    assertThatThrownBy(() -> builder.series(List.of("one"), List.of("a", "b")))
        .hasMessageContaining("expected 2 keys [store, product], but was given 1");
    int s = builder.series(List.of("a", "b"), List.of("b", "c"));
    assertThatThrownBy(() -> builder.put(s, 0, SeriesRow.of(1)))
        .hasMessageContaining("expected 1 known covariates [discount], but was given 0");
    assertThatThrownBy(() -> builder.build(Missing.ZERO)).hasMessageContaining("no series has");
  }
}
