package org.unroll4j.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;

/** Lets the libraries log if the user asked for it, then runs the command. */
final class LoggingStrategy implements IExecutionStrategy {

  @Override
  public int execute(ParseResult parsed) {
    if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(isVerbose(parsed) ? Level.INFO : Level.WARN);
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  /** Whether {@code --verbose} was given anywhere on the line. */
  static boolean isVerbose(ParseResult parsed) {
    return parsed.commandSpec().root().userObject() instanceof Unroll unroll && unroll.isVerbose();
  }
}
