package org.unroll4j.studies.demand.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DieboldMarianoTest {

  @Test
  void byHand() {
    // Mean 1; deviations 1 -1 2 -2 0 1 0 -1; γ(0) = 12/8, γ(1) = -7/8, γ(2) = 1/8, γ(3) = 0.
    double[] differences = {2, 0, 3, -1, 1, 2, 1, 0};
    DieboldMariano test = DieboldMariano.of(differences, 1);
    // ⌈1.3·√8⌉ = 4, so 3 lags, weights 3/4, 2/4, 1/4.
    assertThat(test.lags()).isEqualTo(3);
    double longRun = 1.5 + 2 * (0.75 * -7 / 8 + 0.5 * 1 / 8);
    double statistic = 1 / Math.sqrt(longRun / 8) * Math.sqrt((8 + 1 - 2) / 8.0);
    assertThat(test.meanDifference()).isEqualTo(1);
    assertThat(test.statistic()).isCloseTo(statistic, within(1e-12));
    assertThat(test.periods()).isEqualTo(8);
    // Student's t of 3 degrees: P(|T| > t) = 1 − 2/π·(θ + sin θ·cos θ), tan θ = t/√3.
    double angle = Math.atan(statistic / Math.sqrt(3));
    double p = 1 - 2 / Math.PI * (angle + Math.sin(angle) * Math.cos(angle));
    assertThat(test.pValue()).isCloseTo(p, within(1e-9));
  }

  @Test
  void signFollowsWhoIsBetter() {
    double[] differences = {2, 0, 3, -1, 1, 2, 1, 0.5, 4};
    double[] swapped = Arrays.stream(differences).map(d -> -d).toArray();
    DieboldMariano one = DieboldMariano.of(differences, 2);
    DieboldMariano other = DieboldMariano.of(swapped, 2);
    assertThat(other.statistic()).isCloseTo(-one.statistic(), within(1e-12));
    assertThat(other.pValue()).isCloseTo(one.pValue(), within(1e-12));
  }

  @Test
  void saysWhenItCannotTell() {
    for (double[] differences : new double[][] {{}, {1, 2, 3, 4, 5, 4, 3}, new double[50]}) {
      assertThat(DieboldMariano.of(differences, 1).toJson("mae"))
          .containsKeys("note", "periods", "method")
          .doesNotContainKeys("statistic", "pValue");
    }
    assertThat(DieboldMariano.of(new double[] {1, 2, 3, 4, 5, 4, 3, 2, 1, 2, 3}, 4).pValue())
        .isNaN();
    assertThat(DieboldMariano.of(new double[0], 1).toJson("wql"))
        .containsEntry("metric", "wql")
        .doesNotContainKey("meanDifference");
  }

  @Test
  void rejectsAsOftenAsItSaysAlsoWhereDaysShareAShock() {
    SplittableRandom random = new SplittableRandom(3);
    int rejected = 0;
    int found = 0;
    int tries = 400;
    for (int i = 0; i < tries; i++) {
      double[] differences = days(random, 21, 24);
      rejected += DieboldMariano.of(differences, 24).pValue() < 0.05 ? 1 : 0;
      double[] worse = Arrays.stream(differences).map(d -> d + 1.5).toArray();
      found += DieboldMariano.of(worse, 24).pValue() < 0.05 ? 1 : 0;
    }
    assertThat((double) rejected / tries).isBetween(0.02, 0.11);
    assertThat((double) found / tries).isGreaterThan(0.9);
  }

  /** A shock per day of size 1, and one per hour. */
  private static double[] days(SplittableRandom random, int days, int hours) {
    double[] differences = new double[days * hours];
    double shock = 0;
    for (int t = 0; t < differences.length; t++) {
      shock = t % hours == 0 ? random.nextGaussian() : shock;
      differences[t] = shock + random.nextGaussian();
    }
    return differences;
  }
}
