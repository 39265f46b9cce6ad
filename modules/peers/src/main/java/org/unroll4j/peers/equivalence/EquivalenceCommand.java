package org.unroll4j.peers.equivalence;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.unroll4j.peers.bench.Entrants;
import org.unroll4j.peers.bench.FreshFolder;
import org.unroll4j.report.ReportPage;
import org.unroll4j.studies.run.AtomicFiles;
import org.unroll4j.studies.run.Provenance;
import org.unroll4j.validation.RecordText;
import org.unroll4j.validation.Validation;
import org.unroll4j.validation.matrix.MatrixCell;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the equivalence matrix with other frameworks. */
@Command(
    name = "benchmark equivalence",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Compares every engine with PyTorch and ONNX Runtime, each in a process of its own, and with"
          + " all that 'bin/unroll validate' compares them with; leaves a new folder with the"
          + " matrix (index.html, result.json).",
      "The last line on standard output is the folder."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all that a peer offers is equal, or the register says why not",
      "1:a peer could not be had or failed; the others are in the folder",
      "2:the command line is wrong",
      "5:something is different that should not be"
    },
    footer = {
      "",
      "Examples:",
      "  benchmark equivalence",
      "  benchmark equivalence --peer pytorch --only gru --only double"
    })
public final class EquivalenceCommand implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final int DIFFERENT = 5;
  private static final int SHOWN = 10;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the folder is made (default: reports/equivalence).")
  private Path out;

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
      description = "Only these peers: pytorch, onnxruntime, reference-double, differences, dl4j.")
  private List<String> peers = new ArrayList<>();

  @Option(
      names = "--only",
      paramLabel = "WORDS",
      description =
          "Only what has these words in the names of its cell, option and type: gru, truncation,"
              + " double. Repeatable; then it must have all of them.")
  private List<String> only = new ArrayList<>();

  @Spec private CommandSpec spec;

  private final Path home = Path.of(System.getProperty("unroll.home", "."));

  private final long start = System.nanoTime();
  private String cell = "";

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line; an error is one line. */
  static CommandLine commandLine() {
    return new CommandLine(new EquivalenceCommand())
        .setExecutionExceptionHandler(
            (error, command, parsed) -> {
              command.getErr().println("benchmark equivalence: " + error.getMessage());
              return error instanceof IllegalArgumentException
                  ? command.getCommandSpec().exitCodeOnInvalidInput()
                  : command.getCommandSpec().exitCodeOnExecutionException();
            })
        .setParameterExceptionHandler(
            (error, args) -> {
              error
                  .getCommandLine()
                  .getErr()
                  .println("benchmark equivalence: " + error.getMessage());
              return error.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
            });
  }

  @Override
  public Integer call() throws IOException {
    List<String> wanted =
        Stream.of(Entrants.PYTORCH, Entrants.ONNXRUNTIME)
            .filter(name -> peers.isEmpty() || peers.contains(name))
            .toList();
    try (Frameworks frameworks = Frameworks.start(wanted, home)) {
      Runtime.getRuntime().addShutdownHook(new Thread(frameworks::close));
      frameworks.absent().forEach((name, reason) -> err(name + " is left out: " + reason));
      Validation validation =
          new Validation(
              frameworks.peers(),
              new Validation.Selection(
                  Set.copyOf(engines), present(frameworks.absent().keySet()), only));
      Map<String, Object> provenance = provenance();
      Validation.Result result = validation.run(this::progress);
      Path folder = write(result.record(provenance, List.of()));
      print(result, folder);
      return !result.passed() ? DIFFERENT : frameworks.absent().isEmpty() ? 0 : FAILED;
    }
  }

  /** The chosen peers without those that could not be had. */
  private Set<String> present(Set<String> absent) {
    Set<String> present = new LinkedHashSet<>(peers);
    present.removeAll(absent);
    if (present.isEmpty() && !peers.isEmpty()) {
      throw new IllegalStateException("no peer is left to compare with.");
    }
    return present;
  }

  private void progress(int done, int total, String next) {
    String name = next.split(",", 2)[0];
    if (!name.equals(cell)) {
      cell = name;
      long seconds = (System.nanoTime() - start) / 1_000_000_000;
      err("[%d:%02d] %d of %d: %s".formatted(seconds / 60, seconds % 60, done, total, name));
    }
  }

  private Path write(Map<String, Object> record) throws IOException {
    Path folder =
        Files.createDirectories(
            FreshFolder.in(out == null ? home.resolve("reports/equivalence") : out));
    Path json = folder.resolve("result.json");
    AtomicFiles.writeText(json, RecordText.of(record));
    ReportPage.equivalence(json, folder.resolve("index.html"));
    return folder;
  }

  /**
   * A record of a run has a seed, an engine and the data's hash besides, which say nothing here.
   */
  private Map<String, Object> provenance() {
    String command =
        "bin/benchmark equivalence "
            + String.join(" ", spec.commandLine().getParseResult().originalArgs());
    Map<String, Object> all =
        JsonMapper.builder()
            .build()
            .convertValue(Provenance.now(command.trim(), 0, "", ""), new TypeReference<>() {});
    all.keySet().removeAll(Set.of("seed", "dataSha256", "engine"));
    return all;
  }

  private void print(Validation.Result result, Path folder) {
    PrintWriter terminal = spec.commandLine().getOut();
    result
        .totals()
        .forEach((verdict, count) -> terminal.println("  %-12s %d".formatted(verdict, count)));
    result.different().stream().limit(SHOWN).forEach(one -> terminal.println(line(one)));
    int more = result.different().size() - SHOWN;
    if (more > 0) {
      terminal.println("  … and %d more".formatted(more));
    }
    result
        .strayMutants()
        .forEach(name -> terminal.println("Not caught where it should be: " + name));
    terminal.println("Page: " + folder.resolve("index.html"));
    terminal.println(folder);
    terminal.flush();
  }

  private static String line(MatrixCell one) {
    MatrixCell.Place place = one.place();
    String size =
        one.error() == null
            ? one.note()
            : String.format(
                Locale.ROOT,
                "%.1e at %s, where %.1e is allowed",
                one.error(),
                one.where(),
                one.tolerance());
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

  private void err(String line) {
    PrintWriter errors = spec.commandLine().getErr();
    errors.println("benchmark equivalence: " + line);
    errors.flush();
  }
}
