package org.unroll4j.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.unroll4j.report.ReportPage;
import org.unroll4j.studies.run.AtomicFiles;
import org.unroll4j.studies.run.Provenance;
import org.unroll4j.validation.RecordText;
import org.unroll4j.validation.Validation;
import org.unroll4j.validation.matrix.MatrixCell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares the engines with others and leaves the equivalence matrix. */
@Command(
    name = "validate",
    description = {
      "Compares every engine with Deeplearning4j's own layers, with the equations in plain loops"
          + " and their central differences, and in float with the reference engine in double;"
          + " puts engines with known mistakes to the same test; leaves a new folder with the"
          + " matrix (index.html, result.json).",
      "The last line on standard output is the folder."
    },
    footer = {
      "",
      "Examples:",
      "  unroll validate",
      "  unroll validate --engine vector --only gru --only float",
      "  unroll validate --peer dl4j --only 'both directions'"
    })
final class ValidateCommand implements Callable<Integer> {

  private static final int SHOWN = 10;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the folder is made (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("reports", "equivalence");

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      split = ",",
      description = "Only these engines: reference, vector.")
  private List<String> engines = new ArrayList<>();

  @Option(
      names = "--peer",
      paramLabel = "NAME",
      split = ",",
      description = "Only these peers: reference-double, differences, dl4j.")
  private List<String> peers = new ArrayList<>();

  @Option(
      names = "--only",
      paramLabel = "WORDS",
      description =
          "Only what has these words in the names of its cell, option and type: gru, truncation,"
              + " double. Repeatable; then it must have all of them.")
  private List<String> only = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Validation validation =
        new Validation(
            List.of(), new Validation.Selection(Set.copyOf(engines), Set.copyOf(peers), only));
    FreshFolder.requireParent(out);
    Map<String, Object> provenance = provenance();
    Validation.Result result;
    try (ValidationProgress progress = new ValidationProgress(spec.commandLine().getErr())) {
      result = validation.run(progress);
    }
    Path folder =
        FreshFolder.write(
            out,
            unfinished -> {
              Path json = unfinished.resolve("result.json");
              AtomicFiles.writeText(json, RecordText.of(result.record(provenance, List.of())));
              ReportPage.equivalence(json, unfinished.resolve("index.html"));
            });
    print(result, folder, spec.commandLine().getOut());
    return result.passed() ? ExitCodes.OK : ExitCodes.DIFFERENT;
  }

  /**
   * A record of a run has a seed, an engine and the data's hash besides, which say nothing here.
   */
  private Map<String, Object> provenance() {
    Map<String, Object> all =
        JsonMapper.builder()
            .build()
            .convertValue(
                Provenance.now(CommandText.of(spec), 0, "", ""), new TypeReference<>() {});
    all.keySet().removeAll(Set.of("seed", "dataSha256", "engine"));
    return all;
  }

  private static void print(Validation.Result result, Path folder, PrintWriter out) {
    result
        .totals()
        .forEach((verdict, count) -> out.println("  %-12s %d".formatted(verdict, count)));
    result.different().stream().limit(SHOWN).forEach(cell -> out.println(line(cell)));
    int more = result.different().size() - SHOWN;
    if (more > 0) {
      out.println("  … and %d more".formatted(more));
    }
    result.strayMutants().forEach(name -> out.println("Not caught where it should be: " + name));
    out.println("Page: " + folder.resolve("index.html"));
    out.println(folder);
    out.flush();
  }

  private static String line(MatrixCell cell) {
    MatrixCell.Place place = cell.place();
    String size =
        cell.error() == null
            ? cell.note()
            : String.format(
                Locale.ROOT,
                "%.1e at %s, where %.1e is allowed",
                cell.error(),
                cell.where(),
                cell.tolerance());
    return "Different: %s, %s, %s, %s against %s, %s: %s"
        .formatted(
            place.cell(),
            place.option(),
            place.type(),
            place.engine(),
            place.peer(),
            place.quantity(),
            size);
  }
}
