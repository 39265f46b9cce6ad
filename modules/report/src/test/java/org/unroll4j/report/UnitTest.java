package org.unroll4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SCORE    | 0.8735     | 0.874",
        "SCORE    | -0.0004    | 0.000",
        "SCORE    | -0.0746    | −0.075",
        "LOSS     | 0.53       | 0.5300",
        "SHARE    | 0          | 0 %",
        "SHARE    | 0.00123    | 0.12 %",
        "SHARE    | 0.0832     | 8.3 %",
        "SHARE    | 0.99949    | 99.9 %",
        "SHARE    | 0.9996     | 100 %",
        "SHARE    | 1          | 100 %",
        "COUNT    | 1234567.4  | 1,234,567",
        "FACTOR   | 6.77       | 6.8×",
        "FACTOR   | 12.4       | 12×",
        "NUMBER   | 0          | 0",
        "NUMBER   | 0.00050    | 0.0005",
        "NUMBER   | 0.0000123  | 1.23e−5",
        "NUMBER   | 90.649     | 90.6",
        "NUMBER   | 100        | 100",
        "NUMBER   | 43120.7    | 43,121",
        "AMOUNT   | 0          | 0.000",
        "AMOUNT   | -0.0508    | −0.051",
        "AMOUNT   | 0.9996     | 1.00",
        "AMOUNT   | 9.996      | 10.0",
        "AMOUNT   | 1234.5     | 1,235",
        "MINUTES  | 0.5        | 0.5 min",
        "MINUTES  | 10         | 10 min",
        "DURATION | 6.04       | 6.0 s",
        "DURATION | 59.4       | 59 s",
        "DURATION | 59.6       | 1 min 0 s",
        "DURATION | 131        | 2 min 11 s",
        "DURATION | 7384       | 2 h 3 min",
      })
  void writesNumbersForPeople(Unit unit, double value, String expected) {
    assertThat(unit.format(value).replace('\u202f', ' ')).isEqualTo(expected);
  }
}
