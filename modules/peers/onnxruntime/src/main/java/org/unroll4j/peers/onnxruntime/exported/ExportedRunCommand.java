package org.unroll4j.peers.onnxruntime.exported;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that runs exported networks in ONNX Runtime. */
@Command(
    name = "benchmark exported",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Exports the network of each run as an ONNX graph, lets ONNX Runtime predict the run's whole"
          + " test part in padded batches, and compares with what the run's own network predicts.",
      "Prints one line per run."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every prediction is within the tolerance",
      "1:one is not, or a run could not be used",
      "2:the command line is wrong"
    },
    footer = {"", "Example:", "  benchmark exported reports/session-20260301-101500"})
public final class ExportedRunCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "The folder of a run of 'unroll train'.")
  private List<Path> runs;

  @Option(
      names = "--tolerance",
      defaultValue = "1e-5",
      paramLabel = "NUMBER",
      description = "The largest allowed difference of two probabilities (${DEFAULT-VALUE}).")
  private double tolerance;

  @Spec private CommandSpec spec;

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line; an error is one line. */
  static CommandLine commandLine() {
    return new CommandLine(new ExportedRunCommand())
        .setExecutionExceptionHandler(
            (error, command, parsed) -> {
              command.getErr().println("benchmark exported: " + error.getMessage());
              return command.getCommandSpec().exitCodeOnExecutionException();
            })
        .setParameterExceptionHandler(
            (error, args) -> {
              error.getCommandLine().getErr().println("benchmark exported: " + error.getMessage());
              return error.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
            });
  }

  @Override
  public Integer call() throws IOException, OrtException {
    if (!(tolerance > 0)) {
      throw new ParameterException(
          spec.commandLine(), "--tolerance must be above 0, but was %s.".formatted(tolerance));
    }
    boolean within = true;
    for (Path run : runs) {
      Agreement agreement = ExportedRun.compare(run);
      boolean near = agreement.largest() <= tolerance;
      within &= near;
      spec.commandLine().getOut().println(line(run, agreement, near));
    }
    return within ? 0 : 1;
  }

  private String line(Path run, Agreement agreement, boolean near) {
    return String.format(
        Locale.ROOT,
        "%s: %d sequences, %d predictions, largest difference %.2e (sequence %d, event %d): %s %s.",
        run,
        agreement.sequences(),
        agreement.events(),
        agreement.largest(),
        agreement.sequence() + 1,
        agreement.event() + 1,
        near ? "within" : "NOT within",
        tolerance);
  }
}
