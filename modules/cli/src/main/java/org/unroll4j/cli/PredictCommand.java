package org.unroll4j.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.events.MalformedRow;
import org.unroll4j.data.events.ReadReport;
import org.unroll4j.studies.config.ConfigException;
import org.unroll4j.studies.config.StudyKind;
import org.unroll4j.studies.session.EventLines;
import org.unroll4j.studies.session.PredictionTable;
import org.unroll4j.studies.session.SessionModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Predicts with a trained network: a file, or event by event. */
@Command(
    name = "predict",
    description = {
      "Writes a probability for every event: of a file (--data, --out), or of events that arrive"
          + " line by line on standard input (--stream), each answered at once.",
      "A stream is CSV whose first line names the columns, or one JSON object per line; every"
          + " answer has the form of its question."
    },
    footer = {
      "",
      "Examples:",
      "  unroll predict reports/session-20260301-101500 --data new.csv.gz --out probabilities.csv",
      "  tail -f events.csv | unroll predict reports/session-20260301-101500 --stream"
    })
final class PredictCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "The folder of the run that trained the network.")
  private Path run;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "The event file: CSV, plain or gzip, or Parquet.")
  private Path data;

  @Option(
      names = "--out",
      paramLabel = "CSV",
      description = "The file to write; compressed if its name ends in .gz.")
  private Path out;

  @Option(names = "--stream", description = "Read events line by line on standard input.")
  private boolean stream;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    boolean file = data != null && out != null;
    if (file == stream || (stream && (data != null || out != null))) {
      throw new ConfigException(
          "predict needs either --data FILE and --out CSV, or --stream alone; see 'unroll predict"
              + " --help'.");
    }
    if (!stream) {
      requireWritable();
    }
    Study.requireKind(run, StudyKind.SESSION, "use 'unroll forecast' or 'unroll detect'");
    SessionModel model = SessionModel.load(run);
    if (stream) {
      answer(new EventLines(model));
    } else {
      EventTable table = model.read(data);
      reportMalformed(table.report());
      PredictionTable.write(out, table, model.predict(table));
      spec.commandLine().getOut().println(out);
      spec.commandLine().getOut().flush();
    }
    return ExitCodes.OK;
  }

  /** Refuses a place for the answers before any work is done. */
  private void requireWritable() throws IOException {
    Path folder = out.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(out)) {
      throw new ConfigException(
          "--out %s: this file cannot be written; name a file in a folder that exists."
              .formatted(out));
    }
    if (Files.exists(out) && Files.exists(data) && Files.isSameFile(out, data)) {
      throw new ConfigException(
          "--out %s: this is the file of --data, which would be lost; name another."
              .formatted(out));
    }
  }

  private void reportMalformed(ReadReport report) {
    if (report.malformedRows() > 0) {
      MalformedRow first = report.malformedExamples().get(0);
      spec.commandLine()
          .getErr()
          .printf(
              "unroll: %s: %d malformed rows are left out; the first is line %d (%s).%n",
              data, report.malformedRows(), first.line(), first.reason());
      spec.commandLine().getErr().flush();
    }
  }

  private void answer(EventLines lines) throws IOException {
    PrintWriter answers = spec.commandLine().getOut();
    PrintWriter errors = spec.commandLine().getErr();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      EventLines.Answer answer = lines.next(line);
      answer.problem().ifPresent(problem -> errors.println("unroll: " + problem));
      errors.flush();
      answers.println(answer.text());
      answers.flush();
    }
  }
}
