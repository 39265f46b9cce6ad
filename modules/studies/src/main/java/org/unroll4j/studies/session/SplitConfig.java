package org.unroll4j.studies.session;

import org.unroll4j.studies.config.Between;
import org.unroll4j.studies.config.Default;
import org.unroll4j.studies.config.Word;

/**
 * Which sessions train, validate and test.
 *
 * @param by by time (the test part lies last) or by user (nobody is in two parts)
 * @param train share of the training part
 * @param validation share of the part that decides when to stop
 * @param test share of the untouched part
 */
public record SplitConfig(
    @Default("time") By by,
    @Default("0.7") @Between(min = 0.01, max = 0.98) double train,
    @Default("0.15") @Between(min = 0.01, max = 0.98) double validation,
    @Default("0.15") @Between(min = 0.01, max = 0.98) double test) {

  /** How the parts are told apart. */
  public enum By implements Word {
    /** Earlier sessions train, later ones test. */
    TIME,
    /** All sessions of a user are in one part. */
    USER
  }

  public SplitConfig {
    if (Math.abs(train + validation + test - 1) > 1e-6) {
      throw new IllegalArgumentException(
          "split.train + split.validation + split.test must be 1, but was %s."
              .formatted(train + validation + test));
    }
  }
}
