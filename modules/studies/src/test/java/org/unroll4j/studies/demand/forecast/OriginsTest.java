package org.unroll4j.studies.demand.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.studies.demand.scores.Demands;

class OriginsTest {

  private static final double NA = Double.NaN;

  @Property(tries = 60)
  void everyStepIsATargetExactlyOnceIfTheStrideIsTheHorizon(
      @ForAll @IntRange(min = 1, max = 30) int from,
      @ForAll @IntRange(min = 1, max = 17) int length,
      @ForAll @IntRange(min = 1, max = 9) int horizon) {
    SeriesTable table = Demands.table(Demands.counts(from, 3, 47));
    int to = from + length;
    Map<Origin, Integer> targets = new HashMap<>();
    for (Origin origin : Origins.of(table, from, to, horizon, horizon).list()) {
      for (int h = 1; h <= horizon && origin.step() + h < to; h++) {
        targets.merge(new Origin(origin.series(), origin.step() + h), 1, Integer::sum);
      }
    }
    assertThat(targets)
        .hasSize(3 * length)
        .allSatisfy(
            (target, count) -> {
              assertThat(count).isEqualTo(1);
              assertThat(target.step()).isBetween(from, to - 1);
            });
  }

  @Property(tries = 30)
  void batchesAreTheListInPieces(@ForAll @IntRange(min = 1, max = 40) int size) {
    SeriesTable table = Demands.table(Demands.counts(size, 7, 30));
    Origins origins = Origins.of(table, 5, 29, 4, 6);
    List<Origin> all = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    origins.forEachBatch(
        size,
        batch -> {
          all.addAll(batch);
          sizes.add(batch.size());
        });
    assertThat(all).isEqualTo(origins.list()).hasSize(7 * 6);
    assertThat(sizes.subList(0, sizes.size() - 1)).allMatch(s -> s == size);
  }

  @Test
  void seriesThatBeginLateEndEarlyOrHaveGaps() {
    SeriesTable table =
        Demands.table(
            new double[] {1, 2, 3, 4, 5, 6, 7, 8},
            new double[] {NA, NA, NA, 4, 5, 6, 7, 8},
            new double[] {1, 2, 3, NA, NA, NA, NA, NA},
            new double[] {1, NA, 3, NA, NA, NA, 7, 8});
    List<Origin> origins = Origins.of(table, 2, 8, 2, 2).list();
    assertThat(origins)
        .containsExactly(
            new Origin(0, 1),
            new Origin(2, 1),
            new Origin(3, 1), // its own value is missing
            new Origin(0, 3),
            new Origin(1, 3), // the first step of the series
            new Origin(0, 5),
            new Origin(1, 5),
            new Origin(3, 5));
  }

  @Test
  void endsOfSeries() {
    SeriesTable table =
        Demands.table(
            new double[] {1, 2, 3, 4, 5},
            new double[] {1, 2, 3, 4, NA},
            new double[] {NA, NA, NA, 4, 5},
            new double[] {NA, 2, 3, NA, NA});
    assertThat(Origins.ofEnds(table, 2)).containsExactly(new Origin(0, 2), new Origin(1, 1));
  }

  @Test
  void partsOutsideOfTheTableAreRefused() {
    SeriesTable table = Demands.table(new double[] {1, 2, 3});
    assertThatThrownBy(() -> Origins.of(table, 0, 2, 1, 1)).hasMessageContaining("[0, 2)");
    assertThatThrownBy(() -> Origins.of(table, 1, 4, 1, 1)).hasMessageContaining("1 .. 2");
    assertThatThrownBy(() -> Origins.of(table, 2, 2, 1, 1)).hasMessageContaining("[2, 2)");
    assertThatThrownBy(() -> Origins.of(table, 1, 3, 0, 1)).hasMessageContaining("stride");
    assertThat(Origins.of(table, 1, 3, Integer.MAX_VALUE, Integer.MAX_VALUE).list())
        .containsExactly(new Origin(0, 0));
  }
}
