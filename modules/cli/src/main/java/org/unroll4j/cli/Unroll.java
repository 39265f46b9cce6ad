package org.unroll4j.cli;

import org.unroll4j.studies.run.LibraryVersions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command, of which all others are parts. */
@Command(
    name = "unroll",
    description = "Recurrent networks: train them, measure them, predict with them.",
    versionProvider = Unroll.Version.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:internal error",
      "2:the command line or the configuration is wrong",
      "3:the data cannot be used",
      "4:training diverged",
      "5:the validation found a difference",
      "130:interrupted; the run can be resumed"
    },
    subcommands = {
      TrainCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      ForecastCommand.class,
      DetectCommand.class,
      BacktestCommand.class,
      ReportCommand.class,
      InspectCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      GenerateCommand.class,
      ValidateCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  unroll train configs/session.yaml",
      "  unroll train configs/session.yaml --set model.cell=gru --set training.epochs=5",
      "  unroll train --help"
    })
final class Unroll implements Runnable {

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Also print what the libraries log, and the stack trace of an error.")
  private boolean verbose;

  @Spec private CommandSpec spec;

  /** The command line with error handling, as {@link Main} runs it. */
  static CommandLine commandLine() {
    return new CommandLine(new Unroll())
        .setExecutionStrategy(new LoggingStrategy())
        .setExecutionExceptionHandler(new Errors())
        .setParameterExceptionHandler(new UsageErrors())
        .setUsageHelpWidth(100)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  boolean isVerbose() {
    return verbose;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** The version of the toolkit and of what it runs on. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "unroll " + LibraryVersions.ofToolkit(),
        "Java " + System.getProperty("java.runtime.version")
      };
    }
  }
}
