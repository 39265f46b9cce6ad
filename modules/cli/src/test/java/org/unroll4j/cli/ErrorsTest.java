package org.unroll4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.unroll4j.data.DataException;
import org.unroll4j.studies.config.ConfigException;
import org.unroll4j.studies.training.DivergedException;
import picocli.CommandLine;

class ErrorsTest {

  static Stream<Arguments> errors() {
    return Stream.of(
        Arguments.of(new ConfigException("a.yaml:3: no."), ExitCodes.USAGE, "a.yaml:3: no."),
        Arguments.of(new DataException("x.csv: empty."), ExitCodes.BAD_DATA, "x.csv: empty."),
        Arguments.of(
            new DivergedException("the loss", 7),
            ExitCodes.DIVERGED,
            "Training diverged: the loss"),
        Arguments.of(
            new IllegalStateException("two\nlines"),
            ExitCodes.INTERNAL_ERROR,
            "internal error: IllegalStateException two (-v shows where it happened)"),
        Arguments.of(
            new IllegalArgumentException("nIn must be 3."), ExitCodes.USAGE, "nIn must be 3."),
        Arguments.of(
            new NumberFormatException("For input string: x"),
            ExitCodes.INTERNAL_ERROR,
            "internal error: NumberFormatException For input"),
        Arguments.of(
            new NullPointerException(), ExitCodes.INTERNAL_ERROR, "internal error: NullPointer"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void everyKindHasItsCodeAndOneLine(Exception error, int code, String message) {
    StringWriter err = new StringWriter();
    CommandLine command = Unroll.commandLine();
    command.setErr(new PrintWriter(err));
    int actual =
        new Errors()
            .handleExecutionException(error, command, command.parseArgs("report", "somewhere"));
    assertThat(actual).isEqualTo(code);
    assertThat(err.toString()).startsWith("unroll: " + message);
    assertThat(err.toString().lines()).hasSize(1);
  }
}
