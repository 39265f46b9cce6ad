package org.unroll4j.cli;

import java.io.UncheckedIOException;
import org.unroll4j.data.DataException;
import org.unroll4j.interop.WeightFileException;
import org.unroll4j.studies.config.ConfigException;
import org.unroll4j.studies.training.DivergedException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** An error of a command: one line on standard error, and the exit code of its kind. */
final class Errors implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
    boolean verbose = LoggingStrategy.isVerbose(parsed);
    int code = exitCode(error);
    command.getErr().println("unroll: " + message(error, code, verbose));
    if (verbose) {
      error.printStackTrace(command.getErr());
    }
    command.getErr().flush();
    return code;
  }

  /** Subclasses of IllegalArgumentException, such as those of parsers, are no words to a user. */
  private static int exitCode(Exception error) {
    if (error instanceof DataException || error instanceof WeightFileException) {
      return ExitCodes.BAD_DATA;
    } else if (error instanceof DivergedException) {
      return ExitCodes.DIVERGED;
    } else if (error instanceof ConfigException
        || error.getClass() == IllegalArgumentException.class) {
      return ExitCodes.USAGE;
    }
    return ExitCodes.INTERNAL_ERROR;
  }

  private static String message(Exception error, int code, boolean verbose) {
    String said = error.getMessage() == null ? error.toString() : error.getMessage();
    String line = said.lines().findFirst().orElse(error.toString());
    if (code != ExitCodes.INTERNAL_ERROR) {
      return line;
    }
    String kind = error instanceof UncheckedIOException ? "" : error.getClass().getSimpleName();
    return "internal error: %s %s%s"
        .formatted(kind, line, verbose ? "" : " (-v shows where it happened)");
  }
}
