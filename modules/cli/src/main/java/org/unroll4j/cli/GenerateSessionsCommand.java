package org.unroll4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.unroll4j.data.generate.SessionGenerator;
import org.unroll4j.studies.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes visits to a shop. */
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
final class GenerateSessionsCommand implements Runnable {

  @Option(
      names = "--sessions",
      paramLabel = "N",
      required = true,
      description = "How many sessions.")
  private int sessions;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "datasets/sessions.csv.gz",
      description = "The file (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Mixin private GeneratedFile file;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (sessions < 1) {
      throw new ConfigException("--sessions must be 1 or more, but was %d.".formatted(sessions));
    }
    file.requireFree(out);
    SessionGenerator.write(out, sessions, file.seed());
    PrintWriter answer = spec.commandLine().getOut();
    answer.println(out);
    answer.flush();
  }
}
