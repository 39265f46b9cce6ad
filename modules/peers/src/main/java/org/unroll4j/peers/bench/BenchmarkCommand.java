package org.unroll4j.peers.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.unroll4j.peers.work.Work;
import org.unroll4j.studies.run.AtomicFiles;
import org.unroll4j.studies.run.Machine;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the benchmark. */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Times recurrent layers against other frameworks on this machine, in turn, with the same weights and inputs.")
public final class BenchmarkCommand implements Callable<Integer> {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Option(names = "--quick", description = "Fewer rounds and no sweeps: a first look.")
  private boolean quick;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "WORK",
      description = "Only these works; --list shows their names.")
  private List<String> only = List.of();

  @Option(
      names = "--who",
      split = ",",
      paramLabel = "WHO",
      description = "Only these entrants; --list shows their names.")
  private List<String> who = List.of();

  @Option(
      names = "--threads",
      defaultValue = "2",
      description = "Threads of each entrant (${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "A new folder for the results; default: a new one under reports/benchmarks.")
  private Path out;

  @Option(names = "--list", description = "Shows works and entrants, and ends.")
  private boolean list;

  @Spec private CommandSpec spec;

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new BenchmarkCommand()).execute(args));
  }

  @Override
  public Integer call() throws IOException, DisagreementException {
    Entrants known = new Entrants(threads, surroundings());
    List<Work> works = chosenWorks();
    List<Entrant> entrants = chosenEntrants(known.all());
    PrintWriter terminal = spec.commandLine().getOut();
    if (list) {
      works.forEach(work -> terminal.printf("%-12s %s%n", work.name(), work.title()));
      entrants.forEach(entrant -> terminal.printf("%-18s %s%n", entrant.id(), entrant.label()));
      terminal.flush();
      return 0;
    }
    Path folder = Files.createDirectories(out == null ? freshFolder() : out);
    List<Outcome> done = new ArrayList<>();
    try (Benchmark benchmark = new Benchmark(known.truth(), threads, folder)) {
      Thread ending = new Thread(benchmark::close);
      Runtime.getRuntime().addShutdownHook(ending);
      for (Work work : works) {
        Outcome outcome = benchmark.run(work, entrants, effort(work));
        done.add(outcome);
        write(folder, benchmark, done);
        print(terminal, outcome);
      }
    }
    terminal.println(folder);
    terminal.flush();
    return 0;
  }

  private Effort effort(Work work) {
    if (quick) {
      return Effort.QUICK;
    }
    return Works.table().contains(work) ? Effort.FULL : Effort.SWEEP;
  }

  private List<Work> chosenWorks() {
    List<Work> all = new ArrayList<>(Works.table());
    if (!quick || !only.isEmpty()) {
      all.addAll(Works.sweeps());
    }
    only.forEach(name -> require(name, "work", all.stream().map(Work::name).toList()));
    return all.stream().filter(work -> only.isEmpty() || only.contains(work.name())).toList();
  }

  private List<Entrant> chosenEntrants(List<Entrant> all) {
    who.forEach(name -> require(name, "entrant", all.stream().map(Entrant::id).toList()));
    return all.stream().filter(one -> who.isEmpty() || who.contains(one.id())).toList();
  }

  private void require(String name, String what, List<String> known) {
    if (!known.contains(name)) {
      throw new ParameterException(
          spec.commandLine(),
          "There is no %s '%s'; there are %s.".formatted(what, name, String.join(", ", known)));
    }
  }

  private static Entrants.Surroundings surroundings() {
    Path home = Path.of(System.getProperty("unroll.home", "."));
    Map<String, String> adapters = new LinkedHashMap<>();
    for (String name : List.of("pytorch", "onnxruntime")) {
      String path = System.getProperty("unroll4j.peers." + name, "");
      if (!path.isEmpty()) {
        adapters.put(name, path);
      }
    }
    Path java = JavaHome.current();
    return new Entrants.Surroundings(
        java,
        JavaHome.newerThan(java),
        System.getProperty("java.class.path"),
        adapters,
        home.resolve("target/peers"));
  }

  private static Path freshFolder() {
    Path parent = Path.of(System.getProperty("unroll.home", ".")).resolve("reports/benchmarks");
    String stamp = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now());
    Path folder = parent.resolve(stamp);
    for (int i = 2; Files.exists(folder); i++) {
      folder = parent.resolve(stamp + "-" + i);
    }
    return folder;
  }

  private void write(Path folder, Benchmark benchmark, List<Outcome> done) throws IOException {
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("createdAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    provenance.put("threads", threads);
    provenance.put("machine", JSON.convertValue(Machine.here(), Map.class));
    AtomicFiles.writeText(
        folder.resolve("result.json"),
        JSON.writeValueAsString(ResultRecord.of(provenance, benchmark.facts(), done)));
  }

  private static void print(PrintWriter terminal, Outcome outcome) {
    terminal.printf("%s: %s%n", outcome.work().name(), outcome.work().title());
    Optional<Timings> ours = ResultRecord.timings(outcome, Entrant.OURS);
    Optional<Timings> floor = ResultRecord.timings(outcome, Entrant.FLOOR);
    outcome
        .timings()
        .forEach(
            (who, timings) -> {
              Quartiles time = timings.milliseconds();
              String ratio =
                  ours.flatMap(timings::ratioTo)
                      .map(
                          r ->
                              "%6.2f (%.2f to %.2f) × ours"
                                  .formatted(r.median(), r.low(), r.high()))
                      .orElse("");
              String share =
                  floor
                      .flatMap(f -> f.ratioTo(timings))
                      .map(s -> "%3.0f %% of the floor".formatted(100 * s.median()))
                      .orElse("");
              terminal.printf(
                  Locale.ROOT,
                  "  %-28s %10.4f ms (%.4f to %.4f)  %s  %s%n",
                  who.label(),
                  time.median(),
                  time.low(),
                  time.high(),
                  ratio,
                  share);
            });
    outcome.absent().forEach((who, why) -> terminal.printf("  %-28s %s%n", who.label(), why));
    outcome
        .allocated()
        .forEach(
            (who, bytes) ->
                terminal.printf("  %s allocates %,d bytes a time%n", who.label(), bytes));
    terminal.flush();
  }
}
