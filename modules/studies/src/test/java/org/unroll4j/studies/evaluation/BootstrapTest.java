package org.unroll4j.studies.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  private static final Bootstrap BOOTSTRAP = new Bootstrap(200, 7);

  @Property(tries = 10, seed = "1")
  void intervalHoldsThePointEstimate(@ForAll long seed) {
    Predictions predictions = Cases.random(seed, 900);
    Resamples resamples = BOOTSTRAP.resample(predictions);
    for (Metric metric :
        new Metric[] {Metric.AUC, Metric.PR_AUC, Metric.LOG_LOSS, Metric.BRIER, Metric.LIFT_10}) {
      double value = Scores.of(predictions).get(metric).orElseThrow();
      Interval interval = resamples.interval(metric).orElseThrow();
      assertThat(value).isBetween(interval.low(), interval.high());
      assertThat(interval.high() - interval.low()).isGreaterThan(0);
    }
  }

  @Test
  void sameSeedSameInterval() {
    Predictions predictions = Cases.random(3, 400);
    assertThat(BOOTSTRAP.resample(predictions).toJson())
        .isEqualTo(BOOTSTRAP.resample(predictions).toJson())
        .isNotEqualTo(new Bootstrap(200, 8).resample(predictions).toJson());
  }

  @Test
  void usersAreResampledNotPredictions() {
    Predictions one = Cases.random(5, 300);
    int[] everyUser = one.moments().user();
    int[] sameUser = new int[everyUser.length];
    Moments m = one.moments();
    Predictions single =
        new Predictions(
            new Moments(m.sequence(), m.step(), sameUser, m.timeMillis(), m.label()),
            one.probability());
    Interval interval = BOOTSTRAP.resample(single).interval(Metric.AUC).orElseThrow();
    assertThat(interval.low()).isEqualTo(interval.high());
  }

  @Test
  void theDifferenceOfEqualPredictionsIsZero() {
    Predictions a = Cases.random(11, 500);
    Predictions shifted =
        new Predictions(a.moments(), Arrays.stream(a.probability()).map(p -> p * 0.5).toArray());
    Interval difference =
        BOOTSTRAP.resample(a).minus(BOOTSTRAP.resample(shifted), Metric.AUC).orElseThrow();
    assertThat(difference).isEqualTo(new Interval(0, 0));
  }

  @Test
  void noIntervalWhereMostResamplesHaveOneClass() {
    int[] labels = new int[40];
    labels[0] = 1;
    double[] probability = new double[40];
    Resamples resamples = BOOTSTRAP.resample(Cases.of(probability, labels));
    assertThat(resamples.interval(Metric.AUC)).isEmpty();
    assertThat(resamples.toJson()).containsOnlyKeys("logLoss", "brier");
  }

  @Test
  void tooFewResamples() {
    assertThatThrownBy(() -> new Bootstrap(1, 0))
        .hasMessage("Bootstrap: resamples must be at least 2, but was 1.");
  }
}
