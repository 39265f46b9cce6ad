package org.unroll4j.studies.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyPredictionTest {

  private static final long MINUTE = 60_000;

  @Test
  void afterEventsLooksAtOneStepOnly() {
    Predictions predictions = Cases.random(17, 1500);
    List<AfterEvents> figures = AfterEvents.of(predictions, new Bootstrap(50, 1));
    assertThat(figures).extracting(AfterEvents::k).startsWith(1, 2, 3, 5).doesNotContain(12);
    for (AfterEvents after : figures) {
      int[] step = predictions.moments().step();
      Predictions only =
          predictions.select(predictions.moments().indices(i -> step[i] == after.k()));
      assertThat(after.auc()).isEqualTo(Scores.of(only).get(Metric.AUC).orElseThrow());
      assertThat(after.moments().sequences()).isEqualTo(after.moments().size());
      assertThat(after.interval().orElseThrow().low()).isLessThan(after.auc());
    }
  }

  /**
   * Twenty sessions without a purchase have highest probabilities 0.01 … 0.20. At 5 % one may be
   * flagged: the threshold is 0.19. Of three purchases at minute 10, one exceeds it at minutes 4
   * and 8 (6 ahead), one at minute 9 only (1 ahead) and one never.
   */
  @Test
  void flaggingByHand() {
    int others = 20;
    int n = 2 * others + 3 * 3;
    int[] sequence = new int[n];
    int[] step = new int[n];
    long[] time = new long[n];
    double[] p = new double[n];
    for (int s = 0; s < others; s++) {
      for (int k = 0; k < 2; k++) {
        sequence[2 * s + k] = s;
        step[2 * s + k] = k + 1;
        p[2 * s + k] = (s + 1) / 100.0 / (k + 1);
      }
    }
    double[][] buying = {{0.1, 0.5, 0.4}, {0.1, 0.19, 0.191}, {0.19, 0.1, 0}};
    long[][] minute = {{0, 4, 8}, {3, 7, 9}, {1, 2, 3}};
    for (int b = 0; b < 3; b++) {
      for (int k = 0; k < 3; k++) {
        int i = 2 * others + 3 * b + k;
        sequence[i] = others + b;
        step[i] = k + 1;
        time[i] = minute[b][k] * MINUTE;
        p[i] = buying[b][k];
      }
    }
    long[] purchase = new long[others + 3];
    java.util.Arrays.fill(purchase, Flagging.NO_PURCHASE);
    java.util.Arrays.fill(purchase, others, others + 3, 10 * MINUTE);
    Moments moments = new Moments(sequence, step, sequence.clone(), time, new byte[n]);

    Flagging figures = Flagging.of(new Predictions(moments, p), purchase).get(1);

    assertThat(figures.rate()).isEqualTo(0.05);
    assertThat(figures.threshold()).isEqualTo(0.19);
    assertThat(figures.flaggedOthers()).isEqualTo(0.05);
    assertThat(figures.purchases()).isEqualTo(3);
    assertThat(figures.others()).isEqualTo(others);
    // At least 0, 1, 2, 5, 10, 15, 20, 30 minutes.
    assertThat(figures.share())
        .containsExactly(2.0 / 3, 2.0 / 3, 1.0 / 3, 1.0 / 3, 0.0, 0.0, 0.0, 0.0);
    assertThat(figures.medianMinutes().orElseThrow()).isCloseTo(3.5, within(1e-12));
  }

  @Test
  void equalProbabilitiesFlagNobody() {
    Predictions constant = Cases.of(new double[] {0.3, 0.3, 0.3}, 0, 0, 1);
    long[] purchase = {Flagging.NO_PURCHASE, Flagging.NO_PURCHASE, 5 * MINUTE};
    for (Flagging figures : Flagging.of(constant, purchase)) {
      assertThat(figures.share()).containsOnly(0.0);
      assertThat(figures.flaggedOthers()).isZero();
      assertThat(figures.medianMinutes()).isEmpty();
    }
  }

  @Test
  void theFlaggedShareNeverExceedsTheRate() {
    for (long seed = 0; seed < 5; seed++) {
      Predictions predictions = Cases.random(seed, 2003);
      long[] purchase = new long[predictions.moments().sequences()];
      java.util.Arrays.setAll(purchase, s -> s % 4 == 0 ? MINUTE : Flagging.NO_PURCHASE);
      List<Flagging> figures = Flagging.of(predictions, purchase);
      assertThat(figures).extracting(Flagging::rate).isEqualTo(Flagging.RATES);
      assertThat(figures).allMatch(f -> f.flaggedOthers() <= f.rate());
      assertThat(figures.get(1).share().get(0))
          .isGreaterThanOrEqualTo(figures.get(0).share().get(0));
    }
  }

  @Test
  void nothingToFlag() {
    Predictions predictions = Cases.of(new double[] {0.3, 0.3}, 0, 0);
    assertThat(Flagging.of(predictions, new long[] {MINUTE, MINUTE})).isEmpty();
  }
}
