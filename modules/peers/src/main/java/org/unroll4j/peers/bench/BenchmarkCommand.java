package org.unroll4j.peers.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.unroll4j.peers.work.Work;
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
    description = {
      "Times recurrent layers against other frameworks on this machine: the same weights and inputs, "
          + "results compared before any time is taken, everybody in turn.",
      "Writes result.json and index.html into a new folder and keeps both up to date as it goes on."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:somebody's results disagree, or something could not be run; the rest is in the folder",
      "2:the command line is wrong",
      "130:interrupted; what was measured is in the folder"
    },
    footer = {
      "",
      "Examples:",
      "  benchmark --quick",
      "  benchmark --only train,forward --who vector,pytorch,floor",
      "  benchmark --list"
    })
public final class BenchmarkCommand implements Callable<Integer> {

  private static final String TABLE = "table";
  private static final String SWEEPS = "sweeps";
  private static final int STUDY_EPOCHS = 2;
  private static final int STUDY_RUNS = 2;

  @Option(
      names = "--quick",
      description =
          "A first look: the works of the table, fewer rounds, and only one Deeplearning4j, one JDK"
              + " and no reference engine.")
  private boolean quick;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "WORK",
      description =
          "Only these works (--list names them), or table, sweeps, memory, profile, session.")
  private List<String> only = List.of();

  @Option(
      names = "--who",
      split = ",",
      paramLabel = "WHO",
      description = "Only these entrants (--list names them).")
  private List<String> who = List.of();

  @Option(
      names = "--threads",
      defaultValue = "2",
      description = "Threads of each entrant (${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "A folder that does not exist yet; default: a new one in reports/benchmarks.")
  private Path out;

  @Option(names = "--list", description = "Names works and entrants, and ends.")
  private boolean list;

  @Spec private CommandSpec spec;

  private final Path home = Path.of(System.getProperty("unroll.home", "."));

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line; an error is one line. */
  static CommandLine commandLine() {
    return new CommandLine(new BenchmarkCommand())
        .setExecutionExceptionHandler(
            (error, command, parsed) -> {
              command.getErr().println("benchmark: " + error.getMessage());
              return command.getCommandSpec().exitCodeOnExecutionException();
            })
        .setParameterExceptionHandler(
            (error, args) -> {
              error.getCommandLine().getErr().println("benchmark: " + error.getMessage());
              return error.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
            });
  }

  @Override
  public Integer call() throws IOException {
    if (threads < 1) {
      throw wrong("--threads must be at least 1, but was %d.".formatted(threads));
    }
    Entrants known = new Entrants(threads, Entrants.Surroundings.here(home));
    List<Work> works = chosenWorks();
    List<Entrant> entrants = chosenEntrants(known.all());
    TerminalTable terminal = new TerminalTable(spec.commandLine().getOut());
    if (list) {
      works.forEach(work -> terminal.line("%-18s %s", work.name(), work.title()));
      entrants.forEach(one -> terminal.line("%-18s %s", one.id(), one.label()));
      return 0;
    }
    ResultFolder folder = ResultFolder.create(out, home, threads);
    terminal.line("Writing to %s", folder.path());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(folder)));
    BenchmarkRun run = new BenchmarkRun(folder, terminal);
    try (Benchmark benchmark = new Benchmark(known.truth(), threads, folder.path())) {
      Function<Work, Outcome> doing =
          work -> benchmark.run(work, Works.suitable(work, entrants), effort(work));
      run.works(benchmark, works.stream().filter(Works.table()::contains).toList(), doing);
      studies(run, folder, known);
      run.works(benchmark, works.stream().filter(Works.sweeps()::contains).toList(), doing);
    }
    terminal.line("The report is %s", folder.path().resolve("index.html"));
    return run.isSound() ? 0 : spec.exitCodeOnExecutionException();
  }

  private void studies(BenchmarkRun run, ResultFolder folder, Entrants known) throws IOException {
    if (isChosen(MemoryStudy.NAME)) {
      MemoryStudy study = new MemoryStudy(threads, folder.path());
      run.study(MemoryStudy.NAME, () -> study.run(known.waysToRemember()));
    }
    if (isChosen(ProfileStudy.NAME)) {
      ProfileStudy study = new ProfileStudy(threads, folder.path());
      run.study(ProfileStudy.NAME, () -> study.run(known.profiled(), known.floor()));
    }
    if (isChosen(SessionStudy.NAME)) {
      SessionStudy study = new SessionStudy(home, folder.path(), STUDY_EPOCHS);
      run.study(SessionStudy.NAME, () -> study.run(STUDY_RUNS));
    }
  }

  /** The folder stays as it is, and nobody goes on. */
  private static void end(ResultFolder folder) {
    folder.seal();
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
  }

  private boolean isChosen(String study) {
    return only.isEmpty() ? !quick : only.contains(study);
  }

  private Effort effort(Work work) {
    if (quick) {
      return Effort.QUICK;
    }
    return Works.table().contains(work) ? Effort.FULL : Effort.SWEEP;
  }

  private List<Work> chosenWorks() {
    List<Work> all = Stream.concat(Works.table().stream(), Works.sweeps().stream()).toList();
    List<String> names = new ArrayList<>(all.stream().map(Work::name).toList());
    names.addAll(List.of(TABLE, SWEEPS, MemoryStudy.NAME, ProfileStudy.NAME, SessionStudy.NAME));
    only.forEach(name -> require(name, "work", names));
    if (only.isEmpty()) {
      return quick ? Works.table() : all;
    }
    return all.stream()
        .filter(
            work ->
                only.contains(work.name())
                    || only.contains(Works.table().contains(work) ? TABLE : SWEEPS))
        .toList();
  }

  private List<Entrant> chosenEntrants(List<Entrant> all) {
    who.forEach(name -> require(name, "entrant", all.stream().map(Entrant::id).toList()));
    if (who.isEmpty()) {
      return all.stream().filter(one -> !quick || Entrants.QUICK.contains(one.id())).toList();
    }
    return all.stream().filter(one -> who.contains(one.id())).toList();
  }

  private void require(String name, String what, List<String> known) {
    if (!known.contains(name)) {
      throw wrong(
          "There is no %s '%s'; there are %s.".formatted(what, name, String.join(", ", known)));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
