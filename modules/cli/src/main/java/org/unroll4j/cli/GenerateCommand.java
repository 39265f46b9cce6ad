package org.unroll4j.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes data whose best possible prediction is known. */
@Command(
    name = "generate",
    description = "Makes data sets for which the best possible prediction is known.",
    synopsisSubcommandLabel = "KIND",
    subcommands = {GenerateSessionsCommand.class, GenerateDemandCommand.class},
    footer = {
      "",
      "Examples:",
      "  unroll generate sessions --sessions 20000 --seed 1",
      "  unroll generate demand --stores 6 --products 10 --seed 1"
    })
final class GenerateCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
