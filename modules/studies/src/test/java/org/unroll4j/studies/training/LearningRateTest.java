package org.unroll4j.studies.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningRateTest {

  /** first 0.8, last 0.2, 101 updates. */
  @ParameterizedTest
  @CsvSource({
    "CONSTANT, 0, 0.8",
    "CONSTANT, 100, 0.8",
    "COSINE, 0, 0.8",
    "COSINE, 50, 0.5",
    "COSINE, 100, 0.2",
    "COSINE, 500, 0.2",
    "EXPONENTIAL, 0, 0.8",
    "EXPONENTIAL, 50, 0.4",
    "EXPONENTIAL, 100, 0.2",
    "STEP, 49, 0.8",
    "STEP, 50, 0.08",
    "STEP, 75, 0.008",
  })
  void hasItsShape(LearningRate.Shape shape, long done, double expected) {
    LearningRate rate = new LearningRate(shape, 0.8, 0.2, 101);
    assertThat(rate.at(done)).isCloseTo(expected, within(1e-12));
    assertThat(rate.valueAt((int) done, 7)).isEqualTo(rate.at(done));
  }

  @ParameterizedTest
  @CsvSource({"0", "1"})
  void aSingleUpdateHasTheFirstRate(long updates) {
    assertThat(new LearningRate(LearningRate.Shape.COSINE, 0.8, 0.2, updates).at(0)).isEqualTo(0.8);
  }
}
