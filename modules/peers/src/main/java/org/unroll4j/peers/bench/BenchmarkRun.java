package org.unroll4j.peers.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.unroll4j.peers.work.Work;

/**
 * A run of the benchmark: works, then studies. What fails is named, and does not take the results
 * of the others with it.
 */
final class BenchmarkRun {

  /** A part of a run that gives records of its own. */
  interface Study {
    List<Map<String, Object>> run() throws IOException, WorkerException;
  }

  private final ResultFolder folder;
  private final TerminalTable terminal;
  private final List<Map<String, Object>> failures = new ArrayList<>();
  private final long start = System.nanoTime();
  private boolean sound = true;

  BenchmarkRun(ResultFolder folder, TerminalTable terminal) {
    this.folder = folder;
    this.terminal = terminal;
  }

  /** Does the works one after the other. */
  void works(Benchmark benchmark, List<Work> works, Function<Work, Outcome> doing)
      throws IOException {
    int count = 0;
    for (Work work : works) {
      Outcome outcome = doing.apply(work);
      if (!folder.add(outcome, benchmark.facts())) {
        return;
      }
      terminal.print(outcome);
      terminal.line("  (%d of %d, %s so far)", ++count, works.size(), elapsed());
      sound &= outcome.failures().isEmpty();
    }
  }

  /** Does a study. */
  void study(String name, Study study) throws IOException {
    try {
      List<Map<String, Object>> records = study.run();
      if (folder.add(name, records)) {
        terminal.line("%s:", name);
        terminal.print(records);
        terminal.line("  (%s so far)", elapsed());
      }
    } catch (WorkerException e) {
      sound = false;
      Map<String, Object> failure = new LinkedHashMap<>();
      failure.put("study", name);
      failure.put("reason", e.getMessage());
      failures.add(failure);
      if (folder.add("failures", failures)) {
        terminal.line("%s: FAILED: %s", name, e.getMessage());
      }
    }
  }

  /** Whether everything could be run and everybody computed the same. */
  boolean isSound() {
    return sound;
  }

  private String elapsed() {
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    return "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart());
  }
}
