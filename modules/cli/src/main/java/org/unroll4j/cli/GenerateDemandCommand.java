package org.unroll4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.unroll4j.data.generate.demand.DemandGenerator;
import org.unroll4j.data.generate.demand.DemandSizes;
import org.unroll4j.studies.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes hourly sales. */
@Command(
    name = "demand",
    description = {
      "Makes the hourly sales of every product in every store: a table and a card that says how it"
          + " is made.",
      "Rows are written as they are made, so that any size fits. The last line on standard output"
          + " is the file."
    },
    footer = {
      "",
      "Examples:",
      "  unroll generate demand --stores 6 --products 10 --days 90 --seed 42",
      "  unroll generate demand --stores 500 --products 100 --seed 1 --out large.parquet"
    })
final class GenerateDemandCommand implements Runnable {

  private static final double NANOS = 1e9;

  @Option(names = "--stores", paramLabel = "S", required = true, description = "How many stores.")
  private int stores;

  @Option(
      names = "--products",
      paramLabel = "P",
      required = true,
      description = "How many products; every store sells all of them.")
  private int products;

  @Option(
      names = "--days",
      paramLabel = "D",
      defaultValue = "90",
      description = "How many days of 24 hours (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "datasets/demand.csv.gz",
      description = "The file: .csv, .csv.gz or .parquet (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Mixin private GeneratedFile file;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    require("--stores", stores);
    require("--products", products);
    require("--days", days);
    DemandSizes sizes = new DemandSizes(stores, products, days, file.seed());
    file.requireFree(out);
    long start = System.nanoTime();
    long rows = DemandGenerator.write(out, sizes);
    double seconds = (System.nanoTime() - start) / NANOS;
    PrintWriter log = spec.commandLine().getErr();
    log.printf(
        Locale.ROOT,
        "%,d rows of %,d series in %.1f s, %,.0f rows/s%n",
        rows,
        sizes.series(),
        seconds,
        rows / seconds);
    log.flush();
    PrintWriter answer = spec.commandLine().getOut();
    answer.println(out);
    answer.flush();
  }

  private static void require(String option, int value) {
    if (value < 1) {
      throw new ConfigException("%s must be 1 or more, but was %d.".formatted(option, value));
    }
  }
}
