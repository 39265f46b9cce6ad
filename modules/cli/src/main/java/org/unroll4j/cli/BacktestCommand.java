package org.unroll4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.unroll4j.report.ReportPage;
import org.unroll4j.studies.config.ConfigException;
import org.unroll4j.studies.demand.DemandBacktest;
import org.unroll4j.studies.run.RunFolder;
import org.unroll4j.studies.training.StopRequest;
import org.unroll4j.studies.training.Trainer.Observers;
import org.unroll4j.studies.training.TrainingStoppedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Repeats a demand study at several points of the past. */
@Command(
    name = "backtest",
    description = {
      "Forecasts several test parts that follow each other up to the end of the data, each from"
          + " what was known before it, and refuses a forecaster that sees what was not.",
      "The last line on standard output is the folder with result.json and the page."
    },
    footer = {
      "",
      "Examples:",
      "  unroll backtest configs/demand.yaml --folds 4",
      "  unroll backtest configs/demand.yaml --folds 4 --retrain --set training.epochs=5"
    })
final class BacktestCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "CONFIG",
      description = "The configuration of a demand study, such as configs/demand.yaml.")
  private Path config;

  @Option(
      names = "--folds",
      paramLabel = "K",
      defaultValue = "4",
      description = "How many test parts, each of split.test steps (default: ${DEFAULT-VALUE}).")
  private int folds;

  @Option(
      names = "--retrain",
      description = "Train again for each of them, instead of once before the first.")
  private boolean retrain;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Override a value of the configuration: model.hidden=64. Repeatable.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the folder is made (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("reports");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (!(Study.read(config, settings) instanceof Study.Demand demand)) {
      throw new ConfigException(
          "%s: this is a session study, and a demand study is expected.".formatted(config));
    }
    StopRequest stop = new StopRequest();
    RunFolder folder;
    try (TerminalProgress terminal =
            new TerminalProgress(spec.commandLine().getErr(), demand.steps());
        Interruption interruption = new Interruption(stop, terminal)) {
      folder =
          new DemandBacktest(demand.configuration(), folds, retrain)
              .run(out, CommandText.of(spec), new Observers(interruption, stop));
    } catch (TrainingStoppedException e) {
      return ExitCodes.INTERRUPTED;
    }
    ReportPage.write(folder.path(), folder.page());
    Summary.print(folder, spec.commandLine().getOut());
    return ExitCodes.OK;
  }
}
