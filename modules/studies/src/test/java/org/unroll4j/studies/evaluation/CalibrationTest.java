package org.unroll4j.studies.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  @Property(tries = 60)
  void binsDivideThePredictions(@ForAll long seed, @ForAll @IntRange(min = 1, max = 500) int n) {
    Predictions predictions = Cases.random(seed, n);
    List<Calibration.Bin> bins = Calibration.bins(predictions);
    assertThat(bins).hasSizeBetween(1, Calibration.BINS);
    assertThat(bins.stream().mapToInt(Calibration.Bin::count).sum()).isEqualTo(n);
    double positives = bins.stream().mapToDouble(b -> b.observed() * b.count()).sum();
    assertThat(positives).isCloseTo(predictions.moments().positives(), within(1e-9));
    assertThat(bins).isSortedAccordingTo((a, b) -> Double.compare(a.predicted(), b.predicted()));
    assertThat(bins).allMatch(b -> b.interval().low() <= b.observed());
    assertThat(bins).allMatch(b -> b.interval().high() >= b.observed());
    assertThat(bins).allMatch(b -> b.count() * 2 * Calibration.BINS >= n);
  }

  @Test
  void equalPredictionsShareABin() {
    double[] probability = new double[50];
    java.util.Arrays.fill(probability, 0.25);
    int[] labels = new int[50];
    labels[3] = 1;
    List<Calibration.Bin> bins = Calibration.bins(Cases.of(probability, labels));
    assertThat(bins).hasSize(1);
    assertThat(bins.get(0).predicted()).isCloseTo(0.25, within(1e-12));
    assertThat(Calibration.error(bins).orElseThrow()).isCloseTo(0.23, within(1e-12));
  }

  @Test
  void distinctPredictionsFillTenEqualBins() {
    double[] probability = new double[70];
    java.util.Arrays.setAll(probability, i -> (i * 37 % 70) / 70.0);
    assertThat(Calibration.bins(Cases.of(probability, new int[70])))
        .extracting(Calibration.Bin::count)
        .containsExactly(7, 7, 7, 7, 7, 7, 7, 7, 7, 7);
  }

  @Test
  void wilsonInterval() {
    // z = 1.96: (0.8 + z²/20 ± z·√(0.016 + z²/400)) / (1 + z²/10)
    Interval interval = Interval.wilson(8, 10);
    assertThat(interval.low()).isCloseTo(0.4902, within(1e-4));
    assertThat(interval.high()).isCloseTo(0.9433, within(1e-4));
    assertThat(Interval.wilson(0, 7).low()).isZero();
    assertThat(Interval.wilson(7, 7).high()).isEqualTo(1);
    assertThatThrownBy(() -> Interval.wilson(3, 2)).hasMessageContaining("received 3 of 2");
  }
}
