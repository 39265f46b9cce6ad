package org.unroll4j.cli;

import picocli.CommandLine.Option;

/** How much is said; a part of every command. */
final class Verbosity {

  @Option(
      names = {"-v", "--verbose"},
      description = "Also print what the libraries log, and the stack trace of an error.")
  private boolean verbose;

  boolean isVerbose() {
    return verbose;
  }
}
