package org.unroll4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.studies.config.ConfigException;
import org.unroll4j.studies.config.StudyKind;
import org.unroll4j.studies.demand.Anomaly;
import org.unroll4j.studies.demand.AnomalyFile;
import org.unroll4j.studies.demand.DemandModel;
import org.unroll4j.studies.demand.head.HeadKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists steps that a trained network did not expect. */
@Command(
    name = "detect",
    description = {
      "Lists the steps at the end of the data that the network did not expect: sudden drops,"
          + " spikes, and runs of one value.",
      "The score is the number of zeros of the probability: 3 is one in a thousand. The last line"
          + " on standard output is the file."
    },
    footer = {
      "",
      "Examples:",
      "  unroll detect reports/demand-20260301-101500 --out surprises.csv",
      "  unroll detect reports/demand-20260301-101500 --data newer.csv.gz --last 24 --out"
          + " surprises.csv"
    })
final class DetectCommand implements Callable<Integer> {

  private static final int SHOWN = 10;

  @Parameters(paramLabel = "RUN", description = "The folder of the run that trained the network.")
  private Path run;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Another table, CSV, gzip or Parquet (default: the run's own).")
  private Path data;

  @Option(
      names = "--last",
      paramLabel = "STEPS",
      description = "How many of the last steps are looked at (default: those of the test part).")
  private Integer last;

  @Option(
      names = "--score",
      paramLabel = "SCORE",
      defaultValue = "4",
      description = "Lower scores are not listed (default: ${DEFAULT-VALUE}).")
  private double score;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file to write: .csv, .csv.gz or .parquet.")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Study.requireKind(run, StudyKind.DEMAND, "only forecasts of series know what is surprising");
    OutputFile.require(out, data == null ? run : data);
    if (!(score > 0)) {
      throw new ConfigException("--score must be above 0, but was %s.".formatted(score));
    }
    if (last != null && last < 1) {
      throw new ConfigException("--last must be 1 or more, but was %d.".formatted(last));
    }
    DemandModel model = DemandModel.load(run);
    HeadKind head = model.config().forecast().head().kind();
    if (head.point()) {
      throw new ConfigException(
          "%s: the head %s forecasts a single number, to which nothing is a surprise; train with the head quantiles, or one of counts."
              .formatted(run, head.word()));
    }
    SeriesTable table = data == null ? model.ownTable() : model.read(data);
    TableNotes.print(spec, model, table);
    List<Anomaly> found = model.detect(table, last == null ? 0 : last, score);
    AnomalyFile.write(out, table, found);
    for (Anomaly anomaly : found.subList(0, Math.min(SHOWN, found.size()))) {
      spec.commandLine().getOut().println(line(table, anomaly));
    }
    spec.commandLine().getOut().println(out);
    spec.commandLine().getOut().flush();
    return ExitCodes.OK;
  }

  private static String line(SeriesTable table, Anomaly anomaly) {
    return String.format(
        Locale.ROOT,
        "  %s %s %s: %.4g, expected %.4g (%.4g to %.4g), score %.1f",
        table.time(anomaly.step()),
        table.name(anomaly.series()),
        anomaly.kind().word() + (anomaly.steps() > 1 ? " for " + anomaly.steps() + " steps" : ""),
        anomaly.value(),
        anomaly.expected(),
        anomaly.low(),
        anomaly.high(),
        anomaly.score());
  }
}
