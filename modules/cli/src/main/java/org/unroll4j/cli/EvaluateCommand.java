package org.unroll4j.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.unroll4j.report.ReportPage;
import org.unroll4j.studies.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures a trained network again. */
@Command(
    name = "evaluate",
    description = {
      "Measures a trained network on the test part of its own data, or on another file with the"
          + " same columns (all of its sessions, or the last steps of its series, as many as the test"
          + " part has), beside the baselines that were trained with it.",
      "The last line on standard output is the folder with result.json and the page."
    },
    footer = {
      "",
      "Examples:",
      "  unroll evaluate reports/session-20260301-101500",
      "  unroll evaluate reports/session-20260301-101500 --data newer.csv.gz"
    })
final class EvaluateCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "The folder of the run that trained the network.")
  private Path run;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Another file: CSV, plain or gzip, or Parquet (default: the run's test part).")
  private Path data;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the folder is made (default: RUN/evaluations).")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Study study = Study.ofRun(run);
    Path parent = out == null ? run.resolve("evaluations") : out;
    RunFolder folder = RunFolder.fresh(parent, "evaluation");
    try {
      study.evaluate(run, Optional.ofNullable(data), folder, CommandText.of(spec));
    } catch (RuntimeException e) {
      removeIfEmpty(folder);
      throw e;
    }
    ReportPage.write(folder.path(), folder.page());
    Summary.print(folder, spec.commandLine().getOut());
    return ExitCodes.OK;
  }

  /** A refusal leaves nothing behind; what was written before an error stays to be looked at. */
  private static void removeIfEmpty(RunFolder folder) {
    if (folder.path().toFile().list().length == 0) {
      folder.path().toFile().delete();
    }
  }
}
