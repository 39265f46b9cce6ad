package org.unroll4j.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.unroll4j.report.ReportPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws pages from the records of runs. */
@Command(
    name = "report",
    description = {
      "Draws the page of a run again from its result.json, or one page that compares several runs.",
      "The last line on standard output is the page."
    },
    footer = {
      "",
      "Examples:",
      "  unroll report reports/session-20260301-101500",
      "  unroll report reports/lstm reports/gru reports/rnn --out comparison.html"
    })
final class ReportCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "Folders of runs, or their result.json files.")
  private List<Path> runs;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The page (default: RUN/index.html, for several runs comparison.html).")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Path page = out == null ? standardPage() : out;
    ReportPage.compare(runs, page);
    spec.commandLine().getOut().println(page);
    spec.commandLine().getOut().flush();
    return ExitCodes.OK;
  }

  private Path standardPage() {
    if (runs.size() > 1) {
      return Path.of("comparison.html");
    }
    Path run = runs.get(0);
    return run.endsWith("result.json")
        ? run.resolveSibling("index.html")
        : run.resolve("index.html");
  }
}
