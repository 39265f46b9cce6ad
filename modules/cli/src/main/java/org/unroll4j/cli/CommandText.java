package org.unroll4j.cli;

import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** What the user typed, for the record of a run. */
final class CommandText {

  private CommandText() {}

  static String of(CommandSpec spec) {
    return spec.root().commandLine().getParseResult().originalArgs().stream()
        .map(word -> word.matches("[A-Za-z0-9_./=:,@%+-]+") ? word : "'" + word + "'")
        .collect(Collectors.joining(" ", "unroll ", ""));
  }
}
