package org.unroll4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.unroll4j.report.ReportPage;
import org.unroll4j.studies.config.ConfigException;
import org.unroll4j.studies.config.Configurations;
import org.unroll4j.studies.run.RunFolder;
import org.unroll4j.studies.training.StopRequest;
import org.unroll4j.studies.training.Trainer.Observers;
import org.unroll4j.studies.training.TrainingStoppedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains a network and leaves a run folder with everything about it. */
@Command(
    name = "train",
    description = {
      "Trains the network that a configuration describes, measures it beside simpler models, and"
          + " leaves a new folder with the checkpoints, the figures (result.json) and a page"
          + " (index.html).",
      "The last line on standard output is the folder."
    },
    footer = {
      "",
      "Examples:",
      "  unroll train configs/session.yaml",
      "  unroll train configs/session.yaml --set model.cell=gru --set training.epochs=5",
      "  unroll train configs/demand.yaml --set forecast.horizon=24",
      "  unroll train configs/session.yaml --dry-run",
      "  unroll train --resume reports/session-20260301-101500"
    })
final class TrainCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "CONFIG",
      description = "The configuration, a YAML file such as configs/session.yaml.")
  private Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Override a value of the configuration: model.hidden=64. Repeatable.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the run's folder is made (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("reports");

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description = "Go on with a run that was stopped or killed, instead of a new one.")
  private Path resume;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description =
          "What computes the recurrent layers: auto, vector, reference (sets model.engine).")
  private String engine;

  @Option(
      names = "--dry-run",
      description = "Check the configuration, print it with all defaults, and stop.")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if ((config == null) == (resume == null)) {
      throw new ConfigException(
          "train needs either a configuration or --resume RUN; see 'unroll train --help'.");
    }
    return resume == null ? fresh() : resumed();
  }

  private int fresh() {
    if (engine != null) {
      settings.add("model.engine=" + engine);
    }
    Study study = Study.read(config, settings);
    if (dryRun) {
      spec.commandLine().getOut().print(Configurations.toYaml(study.configuration()));
      spec.commandLine().getOut().flush();
      return ExitCodes.OK;
    }
    return run(study, observers -> study.train(out, CommandText.of(spec), observers));
  }

  private int resumed() {
    if (!settings.isEmpty() || engine != null || dryRun) {
      throw new ConfigException(
          "--resume goes on with the run's own configuration; leave --set, --engine and --dry-run"
              + " out.");
    }
    Study study = Study.ofRun(resume);
    return run(study, observers -> study.resume(resume, CommandText.of(spec), observers));
  }

  private int run(Study study, Function<Observers, RunFolder> work) {
    StopRequest stop = new StopRequest();
    RunFolder folder;
    try (TerminalProgress terminal =
            new TerminalProgress(spec.commandLine().getErr(), study.steps());
        Interruption interruption = new Interruption(stop, terminal)) {
      folder = work.apply(new Observers(interruption, stop));
    } catch (TrainingStoppedException e) {
      return ExitCodes.INTERRUPTED;
    }
    ReportPage.write(folder.path(), folder.page());
    Summary.print(folder, spec.commandLine().getOut());
    return ExitCodes.OK;
  }
}
