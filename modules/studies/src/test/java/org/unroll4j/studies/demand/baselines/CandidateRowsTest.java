package org.unroll4j.studies.demand.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.unroll4j.data.series.SeriesTable;

class CandidateRowsTest {

  private static final double GAP = Double.NaN;

  @Test
  void allOfThemIfTheyAreFew() {
    SeriesTable table = ToyDemand.series("1h", 0, 1, 2, GAP, 4, 5);
    CandidateRows rows = new CandidateRows(table, new int[] {1}, new int[] {5}, 1, 2);
    long[] chosen = rows.choose(100, new SplittableRandom(1));
    // Origins 1, 2, 3 with steps 1 and 2: targets 2, (3), (3), 4, 4, (5).
    assertThat(LongStream.of(chosen).mapToObj(r -> rows.past(r).origin())).containsExactly(1, 2, 3);
    assertThat(LongStream.of(chosen).mapToObj(rows::horizonStep)).containsExactly(1, 2, 1);
    assertThat(LongStream.of(chosen).mapToObj(rows::actual)).containsExactly(2f, 4f, 4f);
  }

  @Property(tries = 40)
  void targetsLieInsideTheBounds(
      @ForAll @IntRange(min = 1, max = 31) int horizon,
      @ForAll @IntRange(min = 1, max = 29) int stride,
      @ForAll @IntRange(min = 1, max = 300) int most) {
    SeriesTable table = ToyDemand.shop(3, 11, 1);
    int[] first = {30, 200, 40};
    int[] end = {130, 190, 1000};
    CandidateRows rows = new CandidateRows(table, first, end, stride, horizon);
    long[] chosen = rows.choose(most, new SplittableRandom(most));
    assertThat(chosen).hasSizeLessThanOrEqualTo(most).isSorted();
    assertThat(rows.choose(most, new SplittableRandom(most))).isEqualTo(chosen);
    for (long row : chosen) {
      Past past = rows.past(row);
      int s = past.series();
      assertThat(s).isNotEqualTo(1);
      assertThat(past.origin()).isGreaterThanOrEqualTo(first[s]);
      assertThat((past.origin() - first[s]) % stride).isZero();
      assertThat(rows.horizonStep(row)).isBetween(1, horizon);
      assertThat(past.origin() + rows.horizonStep(row)).isLessThan(end[s]);
      assertThat(rows.actual(row)).isNotNaN();
    }
  }

  @Test
  void rangesOfSeriesThatEndAtDifferentSteps() {
    SeriesTable table = ToyDemand.series("1h", 0, 1, 2, 3, 4, 5, 6);
    FitRange range = FitRange.ofEnds(table, 2, 3);
    assertThat(range.trainEnd()).containsExactly(2);
    assertThat(range.validationEnd()).containsExactly(4);
    assertThat(range.fitEnd()).containsExactly(2);
    assertThat(range.withRefit().fitEnd()).containsExactly(4);
    assertThat(FitRange.ofEnds(table, 5, 9).trainEnd()).containsExactly(0);
    assertThat(Arrays.stream(FitRange.of(table, 3, 5).validationEnd())).containsExactly(5);
    assertThatThrownBy(() -> FitRange.of(table, 5, 3)).hasMessageContaining("after validation");
  }
}
