package org.unroll4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.studies.config.ConfigException;
import org.unroll4j.studies.config.StudyKind;
import org.unroll4j.studies.demand.DemandModel;
import org.unroll4j.studies.demand.ForecastFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Forecasts with a trained network, from the end of the data on. */
@Command(
    name = "forecast",
    description = {
      "Forecasts every series from the end of the data on: mean and quantiles of each step, a row"
          + " per series and step.",
      "Covariates that are known beforehand are read from rows after the last value, whose value"
          + " is empty. The last line on standard output is the file."
    },
    footer = {
      "",
      "Examples:",
      "  unroll forecast reports/demand-20260301-101500 --out forecast.csv",
      "  unroll forecast reports/demand-20260301-101500 --data newer.csv --horizon 24"
          + " --out week.parquet"
    })
final class ForecastCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "The folder of the run that trained the network.")
  private Path run;

  @Option(
      names = "--horizon",
      paramLabel = "STEPS",
      description =
          "Steps to forecast (default: those the network was trained for, and no more unless it"
              + " forecasts step by step).")
  private Integer horizon;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Another table, CSV, gzip or Parquet (default: the run's own).")
  private Path data;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file to write: .csv, .csv.gz or .parquet.")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Study.requireKind(run, StudyKind.DEMAND, "use 'unroll predict'");
    OutputFile.require(out, data == null ? run : data);
    DemandModel model = DemandModel.load(run);
    int steps = horizon == null ? model.config().forecast().horizon() : horizon;
    if (steps < 1) {
      throw new ConfigException("--horizon must be 1 or more, but was %d.".formatted(steps));
    }
    model.requireHorizon(steps);
    SeriesTable table = data == null ? model.ownTable() : model.read(data);
    TableNotes.print(spec, model, table);
    List<Origin> origins = model.ends(table);
    int ended = table.size() - origins.size();
    if (ended > 0) {
      spec.commandLine()
          .getErr()
          .printf(
              "unroll: %d of %d series have no value in the last %d steps and are left out.%n",
              ended, table.size(), model.config().forecast().context());
      spec.commandLine().getErr().flush();
    }
    reportUnknown(table, origins, steps);
    ForecastFile.write(out, table, model.correctedForecast(table, origins, steps), false);
    spec.commandLine().getOut().println(out);
    spec.commandLine().getOut().flush();
    return ExitCodes.OK;
  }

  /** The network takes their means; that is said. */
  private void reportUnknown(SeriesTable table, List<Origin> origins, int steps) {
    List<String> unknown =
        IntStream.range(0, table.knownNames().size())
            .filter(c -> origins.stream().anyMatch(origin -> isUnknown(table, c, origin, steps)))
            .mapToObj(table.knownNames()::get)
            .toList();
    if (!unknown.isEmpty()) {
      spec.commandLine()
          .getErr()
          .printf(
              "unroll: the steps to forecast have no %s: means are taken; add rows with them and an"
                  + " empty value to the data.%n",
              String.join(", ", unknown));
      spec.commandLine().getErr().flush();
    }
  }

  private static boolean isUnknown(SeriesTable table, int covariate, Origin origin, int steps) {
    return IntStream.rangeClosed(origin.step() + 1, origin.step() + steps)
        .anyMatch(step -> Float.isNaN(table.known(covariate, origin.series(), step)));
  }
}
