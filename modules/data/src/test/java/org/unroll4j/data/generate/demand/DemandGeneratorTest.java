package org.unroll4j.data.generate.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll4j.data.DataException;
import org.unroll4j.data.generate.SessionGenerator;
import org.unroll4j.data.generate.SessionOracle;
import org.unroll4j.data.series.Missing;
import org.unroll4j.data.series.SeriesOptions;
import org.unroll4j.data.series.SeriesReader;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.table.TableFiles;
import org.unroll4j.data.windows.Origin;

class DemandGeneratorTest {
  private static final Path SHIPPED = Path.of("../../datasets/demand.csv.gz");
  private static final DemandSizes SMALL = new DemandSizes(2, 3, 5, 1);

  @TempDir private Path folder;

  @Test
  void sameSeedSameBytesOtherSeedOtherContents() throws IOException {
    Path a = folder.resolve("a.csv.gz");
    Path b = folder.resolve("b.csv.gz");
    DemandGenerator.write(a, SMALL);
    DemandGenerator.write(b, SMALL);
    assertThat(a).hasSameBinaryContentAs(b);
    DemandGenerator.write(b, new DemandSizes(2, 3, 5, 2));
    assertThat(TableFiles.textSha256(a)).isNotEqualTo(TableFiles.textSha256(b));
    assertThat(folder).isDirectoryNotContaining("glob:**.unfinished");
  }

  @Test
  void everyFormatHoldsTheTableThatIsMadeInMemory() {
    DemandSizes sizes = new DemandSizes(3, 7, 20, 4);
    SeriesTable made = DemandGenerator.table(sizes);
    for (String name : List.of("t.csv", "t.csv.gz", "t.parquet")) {
      Path file = folder.resolve(name);
      long rows = DemandGenerator.write(file, sizes);
      SeriesTable read =
          SeriesReader.read(file, DemandGenerator.columns(), SeriesOptions.of(Missing.ZERO));
      assertThat(read.report().rows()).isEqualTo(rows);
      assertThat(read.report().malformedRows()).isZero();
      assertSame(read, made);
      DemandOracle oracle = DemandOracle.forDataSet(file).orElseThrow();
      Origin origin = new Origin(read.series("S02/P06"), 411);
      assertThat(oracle.forecast(read, origin, 1).get(0))
          .isEqualTo(DemandOracle.of(sizes).forecast(made, origin, 1).get(0));
    }
  }

  private static void assertSame(SeriesTable read, SeriesTable made) {
    assertThat(read.size()).isEqualTo(made.size()).isEqualTo(21);
    assertThat(read.steps()).isEqualTo(made.steps()).isEqualTo(480);
    assertThat(read.time(0)).isEqualTo(made.time(0));
    for (int s = 0; s < made.size(); s++) {
      assertThat(read.name(s)).isEqualTo(made.name(s));
      assertThat(read.staticValue(2, s)).isEqualTo(made.staticValue(2, s));
      assertThat(read.first(s)).isEqualTo(made.first(s));
      assertThat(read.values(s, 0, 480)).containsExactly(made.values(s, 0, 480));
      for (int t = made.first(s); t < made.end(s); t++) {
        assertThat(read.stockout(s, t)).isEqualTo(made.stockout(s, t));
        for (int c = 0; c < made.knownNames().size(); c++) {
          assertThat(read.known(c, s, t)).isEqualTo(made.known(c, s, t));
        }
      }
    }
  }

  @Test
  void theShippedDataSetIsWhatTheShippedGeneratorMakes() throws IOException {
    Path again = folder.resolve("demand.csv");
    DemandGenerator.write(again, new DemandSizes(6, 10, 90, 42));
    assertThat(TableFiles.textSha256(again)).isEqualTo(TableFiles.textSha256(SHIPPED));
    assertThat(Files.readString(folder.resolve("demand.card.md")))
        .isEqualTo(
            Files.readString(SHIPPED.resolveSibling("demand.card.md"))
                .replace("# demand.csv.gz:", "# demand.csv:"));
    assertThat(DemandOracle.forDataSet(SHIPPED)).isPresent();
    assertThat(Files.size(SHIPPED)).isLessThan(1_500_000);
  }

  @Test
  void volumesReachFromMostlyZerosToManyAnHour() {
    SeriesTable table = DemandGenerator.table(new DemandSizes(6, 10, 90, 42));
    double least = Double.MAX_VALUE;
    double most = 0;
    int late = 0;
    for (int s = 0; s < table.size(); s++) {
      double sum = 0;
      for (int t = table.first(s); t < table.end(s); t++) {
        sum += table.value(s, t);
      }
      double mean = sum / (table.end(s) - table.first(s));
      least = Math.min(least, mean);
      most = Math.max(most, mean);
      late += table.first(s) > 0 ? 1 : 0;
    }
    assertThat(least).isLessThan(0.2);
    assertThat(most).isGreaterThan(10);
    assertThat(late).isBetween(1, 12);
    assertThat(table.unit()).isEqualTo(1);
  }

  @Test
  void emptyShelvesStayEmptyUntilMidnight() {
    SeriesTable table = DemandGenerator.table(new DemandSizes(3, 5, 61, 8));
    int[] byHour = new int[24];
    for (int s = 0; s < table.size(); s++) {
      for (int t = table.first(s) + 1; t < table.end(s); t++) {
        int hour = t % 24;
        byHour[hour] += table.stockout(s, t) ? 1 : 0;
        if (hour != 0 && table.stockout(s, t - 1)) {
          assertThat(table.stockout(s, t)).isTrue();
          assertThat(table.value(s, t)).isZero();
        }
      }
    }
    assertThat(byHour[9]).isZero();
    assertThat(byHour[13]).isPositive().isLessThan(byHour[21] / 2);
  }

  @Test
  void aSeriesDoesNotDependOnTheOthers() {
    SeriesTable table = DemandGenerator.table(SMALL);
    SeriesPlan plan = SeriesPlan.of(SMALL, Store.of(SMALL, 1), Product.of(SMALL, 2));
    SalesPath path = SalesPath.of(SMALL, plan);
    int series = table.series("S02/P03");
    for (int t = 0; t < SMALL.steps(); t++) {
      assertThat(table.value(series, t)).isEqualTo(t < plan.first() ? Float.NaN : path.sales()[t]);
    }
  }

  @Test
  void theDayHasTheSameTotalInEveryStore() {
    for (Category category : Category.values()) {
      for (Store.Place place : Store.Place.values()) {
        double sum = 0;
        for (double factor : DayShape.of(category.peaks(), place.busy())) {
          assertThat(factor).isPositive();
          sum += factor;
        }
        assertThat(sum).isBetween(24 - 1e-9, 24 + 1e-9);
      }
    }
  }

  @Test
  void namesAreFoundAgain() {
    for (int count : new int[] {1, 7, 99, 100, 12_345}) {
      for (int index : new int[] {0, count / 2, count - 1}) {
        assertThat(Names.index(Names.of('S', index, count), 'S', count)).isEqualTo(index);
      }
    }
    for (String none : List.of("", "S", "S1", "P01", "S00", "S08", "S007", "S-1", "S1234567890")) {
      assertThat(Names.index(none, 'S', 7)).as(none).isEqualTo(-1);
    }
  }

  @Test
  void aFileWithoutItsCardHasNoOracleAndAWrongCardIsRefused() throws IOException {
    Path csv = folder.resolve("x.csv");
    DemandGenerator.write(csv, SMALL);
    Path card = folder.resolve("x.card.md");
    String text = Files.readString(card);
    assertThat(DemandOracle.forDataSet(csv)).isPresent();
    assertThat(SessionOracle.forDataSet(csv)).isEmpty();

    Files.writeString(card, text.replace("unroll4j-demand/1", "unroll4j-demand/0"));
    assertThatThrownBy(() -> DemandOracle.forDataSet(csv))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("made by unroll4j-demand/0");
    Files.writeString(card, text.replace("days: 5", "days: many"));
    assertThatThrownBy(() -> DemandOracle.forDataSet(csv))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("\"days\" must be a whole number, but was \"many\"");
    Files.writeString(card, text);
    Files.writeString(csv, Files.readString(csv).replace("bakery", "fruit"));
    assertThatThrownBy(() -> DemandOracle.forDataSet(csv))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("describes contents with SHA-256")
        .hasMessageNotContaining("\n");
    Files.delete(card);
    assertThat(DemandOracle.forDataSet(csv)).isEmpty();
    SessionGenerator.write(csv, 3, 1);
    assertThat(DemandOracle.forDataSet(csv)).isEmpty();
  }

  @Test
  void refusesWhatCannotBeMadeOrWritten() throws IOException {
    assertThatThrownBy(() -> new DemandSizes(0, 1, 1, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("stores must be from 1 to 2147483647, but was 0");
    assertThatThrownBy(() -> new DemandSizes(1 << 16, 1 << 16, 1, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("products must be from 1 to 32767, but was 65536");
    assertThatThrownBy(() -> new DemandSizes(1, 1, 3661, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("days must be from 1 to 3660");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> DemandGenerator.write(file.resolve("x.csv"), SMALL))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot be written");
  }
}
