package org.unroll4j.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.unroll4j.data.generate.SessionGenerator;
import org.unroll4j.studies.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes data whose best possible prediction is known. */
@Command(
    name = "generate",
    description = "Makes data sets for which the best possible prediction is known.",
    synopsisSubcommandLabel = "KIND",
    footer = {"", "Example:", "  unroll generate sessions --sessions 20000 --seed 1"})
final class GenerateCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "sessions",
      description = {
        "Makes visits to a shop: a CSV file of events (gzip) and a card that says how it is made.",
        "The last line on standard output is the file."
      },
      footer = {
        "",
        "Examples:",
        "  unroll generate sessions --sessions 20000 --seed 1 --out my-sessions.csv.gz"
      })
  void sessions(
      @Option(
              names = "--sessions",
              paramLabel = "N",
              required = true,
              description = "How many sessions.")
          int sessions,
      @Option(
              names = "--seed",
              paramLabel = "S",
              required = true,
              description = "Same seed, same content.")
          long seed,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              defaultValue = "datasets/sessions.csv.gz",
              description = "The file (default: ${DEFAULT-VALUE}).")
          Path out,
      @Option(names = "--force", description = "Replace the file if it is there.") boolean force) {
    if (sessions < 1) {
      throw new ConfigException("--sessions must be 1 or more, but was %d.".formatted(sessions));
    }
    if (Files.exists(out) && !force) {
      throw new ConfigException(
          "%s: this file exists; name another with --out, or replace it with --force."
              .formatted(out));
    }
    SessionGenerator.write(out, sessions, seed);
    spec.commandLine().getOut().println(out);
    spec.commandLine().getOut().flush();
  }
}
