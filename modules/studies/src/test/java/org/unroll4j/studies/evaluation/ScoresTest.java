package org.unroll4j.studies.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScoresTest {

  private static final double EXACT = 1e-12;

  private static double value(Predictions predictions, Metric metric) {
    return Scores.of(predictions).get(metric).orElseThrow();
  }

  private static Predictions map(Predictions predictions, DoubleUnaryOperator f) {
    return new Predictions(
        predictions.moments(), Arrays.stream(predictions.probability()).map(f).toArray());
  }

  @Test
  void handComputed() {
    // Highest first: 0.9 (1), 0.7 (0), 0.7 (1), 0.2 (0), 0.1 (0).
    Predictions predictions = Cases.of(new double[] {0.1, 0.9, 0.7, 0.2, 0.7}, 0, 1, 0, 0, 1);
    // Of 2·3 pairs, 0.9 wins three, 0.7 wins two and ties one.
    assertThat(value(predictions, Metric.AUC)).isCloseTo(5.5 / 6, within(EXACT));
    // Recall rises to 1/2 at precision 1 and to 1 at precision 2/3.
    assertThat(value(predictions, Metric.PR_AUC)).isCloseTo(0.5 + 0.5 * 2 / 3, within(EXACT));
    double loss =
        -(Math.log(0.9) + Math.log(0.9) + Math.log(0.3) + Math.log(0.8) + Math.log(0.7)) / 5;
    assertThat(value(predictions, Metric.LOG_LOSS)).isCloseTo(loss, within(EXACT));
    double brier = (0.01 + 0.01 + 0.49 + 0.04 + 0.09) / 5;
    assertThat(value(predictions, Metric.BRIER)).isCloseTo(brier, within(EXACT));
    // A tenth of five predictions is half of the first one, a positive: 0.5 / (0.1 · 2).
    assertThat(value(predictions, Metric.LIFT_10)).isCloseTo(2.5, within(EXACT));
    // Four bins: 0.1, 0.2, the two at 0.7, 0.9.
    double calibration = (0.1 + 0.2 + 2 * 0.2 + 0.1) / 5;
    assertThat(value(predictions, Metric.CALIBRATION_ERROR)).isCloseTo(calibration, within(EXACT));
  }

  @Test
  void liftCountsEqualPredictionsAtTheBorderByShare() {
    double[] probability = new double[100];
    int[] labels = new int[100];
    Arrays.fill(probability, 0, 20, 0.8);
    Arrays.fill(labels, 0, 10, 1);
    labels[99] = 1;
    // The upper 5 of 20 equal predictions hold 2.5 of their 10 positives; 11 positives in all.
    assertThat(value(Cases.of(probability, labels), Metric.LIFT_5))
        .isCloseTo(2.5 / (0.05 * 11), within(EXACT));
  }

  @Test
  void logLossIsClipped() {
    assertThat(value(Cases.of(new double[] {0, 1}, 1, 1), Metric.LOG_LOSS))
        .isCloseTo((-Math.log(1e-7) - Math.log(1 - 1e-7)) / 2, within(EXACT));
  }

  @Test
  void oneClassHasNoRanking() {
    for (int label : new int[] {0, 1}) {
      Scores scores = Scores.of(Cases.of(new double[] {0.4, 0.6}, label, label));
      for (Metric metric :
          List.of(Metric.AUC, Metric.PR_AUC, Metric.LIFT_1, Metric.LIFT_5, Metric.LIFT_10)) {
        assertThat(scores.get(metric)).isEmpty();
      }
      assertThat(scores.get(Metric.LOG_LOSS)).isPresent();
      assertThat(scores.toJson()).containsOnlyKeys("logLoss", "brier", "calibrationError");
    }
  }

  @Test
  void nothingPredictedHasNoMetrics() {
    assertThat(Scores.of(Cases.of(new double[0])).toJson()).isEmpty();
  }

  @Property(tries = 60)
  void agreesWithBruteForce(@ForAll long seed, @ForAll @IntRange(min = 30, max = 150) int n) {
    Predictions predictions = Cases.random(seed, n);
    double[] p = predictions.probability();
    byte[] label = predictions.moments().label();
    double wins = 0;
    double pairs = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (label[i] == 1 && label[j] == 0) {
          pairs++;
          wins += p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0;
        }
      }
    }
    if (pairs > 0) {
      assertThat(value(predictions, Metric.AUC)).isCloseTo(wins / pairs, within(EXACT));
      assertThat(value(predictions, Metric.PR_AUC))
          .isCloseTo(averagePrecision(p, label), within(EXACT));
    }
  }

  private static double averagePrecision(double[] p, byte[] label) {
    double[] thresholds = Arrays.stream(p).distinct().sorted().toArray();
    double sum = 0;
    double hitsBefore = 0;
    double positives = 0;
    for (byte l : label) {
      positives += l;
    }
    for (int t = thresholds.length - 1; t >= 0; t--) {
      double hits = 0;
      double flagged = 0;
      for (int i = 0; i < p.length; i++) {
        hits += p[i] >= thresholds[t] ? label[i] : 0;
        flagged += p[i] >= thresholds[t] ? 1 : 0;
      }
      sum += (hits - hitsBefore) / positives * hits / flagged;
      hitsBefore = hits;
    }
    return sum;
  }

  @Property(tries = 40)
  void rankingLooksAtTheOrderOnly(@ForAll long seed) {
    Predictions predictions = Cases.random(seed, 101);
    Predictions bent = map(predictions, p -> 0.1 + 0.3 * p * p);
    for (Metric metric : List.of(Metric.AUC, Metric.PR_AUC, Metric.LIFT_1, Metric.LIFT_10)) {
      assertThat(value(bent, metric)).isCloseTo(value(predictions, metric), within(EXACT));
    }
    Predictions reversed = map(predictions, p -> 1 - p);
    assertThat(value(reversed, Metric.AUC))
        .isCloseTo(1 - value(predictions, Metric.AUC), within(EXACT));
  }

  @Property(tries = 40)
  void averagePrecisionLiesBetweenTheWorstOrderAndOne(@ForAll long seed) {
    Predictions predictions = Cases.random(seed, 97);
    int n = predictions.size();
    int positives = predictions.moments().positives();
    double worst = 0;
    for (int k = 1; k <= positives; k++) {
      worst += (double) k / (n - positives + k) / positives;
    }
    assertThat(value(predictions, Metric.PR_AUC)).isBetween(worst - EXACT, 1.0);
  }

  @Property(tries = 30)
  void weightsAreRepetitions(@ForAll long seed) {
    Predictions predictions = Cases.random(seed, 83);
    Ranking ranking = new Ranking(predictions);
    int[] weights = new int[ranking.users()];
    for (int u = 0; u < weights.length; u++) {
      weights[u] = (u * 7 + 3) % 4;
    }
    int firstUser = predictions.moments().user()[0];
    int[] repeated =
        java.util.stream.IntStream.range(0, predictions.size())
            .flatMap(
                i ->
                    java.util.stream.IntStream.generate(() -> i)
                        .limit(weights[predictions.moments().user()[i] - firstUser]))
            .toArray();
    Scores expected = new Ranking(predictions.select(repeated)).scores();
    Scores actual = ranking.scores(weights);
    for (Metric metric : Metric.values()) {
      assertThat(actual.get(metric).isPresent()).isEqualTo(expected.get(metric).isPresent());
      assertThat(actual.get(metric).orElse(0))
          .isCloseTo(expected.get(metric).orElse(0), within(1e-10));
    }
  }
}
