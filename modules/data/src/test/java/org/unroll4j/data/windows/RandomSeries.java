package org.unroll4j.data.windows;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.unroll4j.data.series.Frequency;
import org.unroll4j.data.series.Missing;
import org.unroll4j.data.series.SeriesColumns;
import org.unroll4j.data.series.SeriesRow;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.series.SeriesTableBuilder;
import org.unroll4j.data.series.TimeGrid;

/** Random rows of a few series, and the tables that they make with and without their future. */
final class RandomSeries {
  private record Cell(int series, int step, SeriesRow row) {}

  private static final SeriesColumns COLUMNS =
      new SeriesColumns(
          List.of("id"),
          "time",
          null,
          "y",
          List.of("id", "kind"),
          List.of("price", "holiday"),
          List.of("visitors"),
          "soldOut");

  private final String frequency;
  private final Missing missing;
  private final List<Cell> cells = new ArrayList<>();
  final int steps;

  RandomSeries(Random random, String frequency, Missing missing) {
    this.frequency = frequency;
    this.missing = missing;
    this.steps = 40 + random.nextInt(900);
    int series = 1 + random.nextInt(4);
    for (int s = 0; s < series; s++) {
      int from = s == 0 ? 0 : random.nextInt(steps / 2);
      int to = s == 0 ? steps : steps - random.nextInt(steps / 3);
      boolean sparse = random.nextBoolean();
      for (int t = from; t < to; t++) {
        if (random.nextInt(20) > 0 || t == from || t == to - 1) {
          cells.add(new Cell(s, t, row(random, t == 0 ? 1 : value(random, sparse))));
        }
      }
    }
  }

  private static float value(Random random, boolean sparse) {
    if (random.nextInt(25) == 0) {
      return Float.NaN;
    }
    return sparse ? Math.max(0, random.nextInt(9) - 6) : random.nextInt(60) - 5;
  }

  private static SeriesRow row(Random random, float value) {
    float[] known = {random.nextInt(5) == 0 ? Float.NaN : random.nextFloat(), random.nextInt(2)};
    return new SeriesRow(
        value, random.nextInt(4) == 0, known, new float[] {(float) random.nextGaussian()});
  }

  SeriesTable table() {
    return table(cells);
  }

  /** The same rows, but all that is known only afterwards is drawn anew after a step. */
  SeriesTable withOtherFuture(int step, Random random) {
    List<Cell> other = new ArrayList<>();
    for (Cell cell : cells) {
      SeriesRow drawn = row(random, random.nextInt(3) == 0 ? 0 : random.nextFloat() * 1000);
      SeriesRow row = cell.row;
      other.add(
          cell.step <= step
              ? cell
              : new Cell(
                  cell.series,
                  cell.step,
                  new SeriesRow(drawn.value(), drawn.stockout(), row.known(), drawn.past())));
    }
    return table(other);
  }

  /** The same rows with one value changed; without effect if the series has no row there. */
  SeriesTable withOther(Origin at) {
    List<Cell> other = new ArrayList<>();
    for (Cell cell : cells) {
      SeriesRow row = cell.row;
      boolean here = cell.series == at.series() && cell.step == at.step();
      float value = here ? row.value() + 3 : row.value();
      other.add(
          new Cell(
              cell.series,
              cell.step,
              new SeriesRow(value, row.stockout(), row.known(), row.past())));
    }
    return table(other);
  }

  private SeriesTable table(List<Cell> rows) {
    TimeGrid grid =
        new TimeGrid(
            Frequency.parse(frequency),
            ZoneId.of("Europe/Berlin"),
            Instant.parse("2024-03-27T23:00:00Z"));
    SeriesTableBuilder builder = new SeriesTableBuilder(grid, COLUMNS);
    for (Cell cell : rows) {
      String id = "s" + cell.series;
      int s = builder.series(List.of(id), List.of(id, "k" + cell.series % 2));
      builder.put(s, cell.step, cell.row);
    }
    return builder.build(missing);
  }
}
