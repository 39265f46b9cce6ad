package org.unroll4j.peers.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.unroll4j.peers.work.Answer;
import org.unroll4j.peers.work.Work;

/** Runs works: starts the workers, compares their results, then times them. */
public final class Benchmark implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String REFUSED = "refused ";
  private static final String KERNELS = "openblas kernels";
  private static final long MOST_RESIDENT_BYTES = 3L << 30;
  private static final int FACTS_SECONDS = 60;
  private static final int LOAD_SECONDS = 300;
  private static final int ANSWER_SECONDS = 600;
  private static final int ALLOCATION_RUNS = 5;

  private final Entrant truth;
  private final int threads;
  private final Path folder;
  private final Map<Entrant, WorkerProcess> workers = new ConcurrentHashMap<>();
  private final Map<Entrant, String> gone = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> facts = new LinkedHashMap<>();

  /**
   * A benchmark whose results are compared with those of {@code truth}.
   *
   * @param folder receives what the workers' libraries say
   */
  public Benchmark(Entrant truth, int threads, Path folder) {
    this.truth = truth;
    this.threads = threads;
    this.folder = folder;
  }

  /** What each entrant that has been started says of itself, by id. */
  public Map<String, Map<String, String>> facts() {
    return facts;
  }

  /** Does one work; whoever fails or computes something else is left out and named. */
  public Outcome run(Work work, List<Entrant> entrants, Effort effort) {
    Outcome outcome = Outcome.of(work);
    Answer right;
    try {
      right = truth(work);
    } catch (WorkerException e) {
      String reason = "the double-precision reference does not say what is right: ";
      entrants.forEach(entrant -> outcome.failures().put(entrant, reason + e.getMessage()));
      return outcome;
    }
    Map<String, Entrant> byId = new LinkedHashMap<>();
    Map<String, WorkerProcess> ready = new LinkedHashMap<>();
    for (Entrant entrant : entrants) {
      byId.put(entrant.id(), entrant);
      try {
        admit(entrant, right, outcome).ifPresent(worker -> ready.put(entrant.id(), worker));
      } catch (WorkerException e) {
        drop(entrant, e.getMessage(), outcome);
      }
    }
    Contest contest = new Contest(effort, ready);
    contest.run();
    contest.timings().forEach((id, timings) -> outcome.timings().put(byId.get(id), timings));
    contest.failures().forEach((id, reason) -> drop(byId.get(id), reason, outcome));
    measureAllocation(ready, byId, outcome);
    entrants.forEach(this::endIfLarge);
    return outcome;
  }

  /** The worker of an entrant that takes part in the work and computes the right results. */
  private Optional<WorkerProcess> admit(Entrant entrant, Answer right, Outcome outcome)
      throws WorkerException {
    WorkerProcess worker = worker(entrant);
    if (isSameAsShipped(entrant)) {
      outcome.absent().put(entrant, "OpenBLAS knows this processor: nothing to mend");
      return Optional.empty();
    }
    String loaded = load(worker, outcome.work());
    if (loaded.startsWith(REFUSED)) {
      outcome.absent().put(entrant, loaded.substring(REFUSED.length()));
      return Optional.empty();
    }
    Optional<String> difference =
        entrant.id().equals(Entrant.FLOOR) ? Optional.empty() : answer(worker).disagreement(right);
    difference.ifPresent(
        what ->
            outcome
                .failures()
                .put(
                    entrant,
                    "does not compute the same as the double-precision reference, and was not timed: "
                        + what));
    return difference.isEmpty() ? Optional.of(worker) : Optional.empty();
  }

  private static String load(WorkerProcess worker, Work work) throws WorkerException {
    try {
      return worker.ask("load " + JSON.writeValueAsString(work), LOAD_SECONDS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private WorkerProcess worker(Entrant entrant) throws WorkerException {
    if (gone.containsKey(entrant)) {
      throw new WorkerException(gone.get(entrant));
    }
    WorkerProcess known = workers.get(entrant);
    if (known != null) {
      return known;
    }
    WorkerProcess worker =
        WorkerProcess.start(entrant, threads, folder.resolve(entrant.id() + ".log"));
    workers.put(entrant, worker);
    if (!entrant.equals(truth)) {
      facts.put(entrant.id(), facts(worker));
    }
    return worker;
  }

  /** True of the mended Deeplearning4j where the one as shipped has the same kernels. */
  private boolean isSameAsShipped(Entrant entrant) {
    Map<String, String> shipped = facts.get(Entrants.SHIPPED);
    return entrant.id().equals(Entrants.MENDED)
        && shipped != null
        && shipped.containsKey(KERNELS)
        && shipped.get(KERNELS).equals(facts.get(entrant.id()).get(KERNELS));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> facts(WorkerProcess worker) throws WorkerException {
    try {
      return JSON.readValue(worker.ask("facts", FACTS_SECONDS), LinkedHashMap.class);
    } catch (JsonProcessingException e) {
      throw new WorkerException("said something else than its facts: " + e.getOriginalMessage());
    }
  }

  /** The right results. */
  private Answer truth(Work work) throws WorkerException {
    WorkerProcess worker = worker(truth);
    try {
      load(worker, work);
      Answer answer = answer(worker);
      endIfLarge(truth);
      return answer;
    } catch (WorkerException e) { // too large a work must not spoil the next ones
      workers.remove(truth);
      worker.close();
      throw e;
    }
  }

  /** Ends a worker that holds so much memory that others would lack it; the next work starts it. */
  private void endIfLarge(Entrant entrant) {
    WorkerProcess worker = workers.get(entrant);
    try {
      if (worker != null
          && Long.parseLong(worker.ask("resident", FACTS_SECONDS)) > MOST_RESIDENT_BYTES) {
        workers.remove(entrant);
        worker.close();
      }
    } catch (WorkerException e) {
      // this system does not tell, or the worker has gone, which its next work will show
    }
  }

  private static Answer answer(WorkerProcess worker) throws WorkerException {
    try {
      Path file = Files.createTempFile("unroll4j-answer", ".bin");
      try {
        worker.ask("answer " + file, ANSWER_SECONDS);
        return Answer.read(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new WorkerException("its results could not be read: " + e.getMessage());
    }
  }

  private static void measureAllocation(
      Map<String, WorkerProcess> ready, Map<String, Entrant> byId, Outcome outcome) {
    WorkerProcess ours = ready.get(Entrant.OURS);
    if (ours != null && outcome.timings().containsKey(byId.get(Entrant.OURS))) {
      try {
        long bytes = Long.parseLong(ours.ask("allocated " + ALLOCATION_RUNS, ANSWER_SECONDS));
        outcome.allocated().put(byId.get(Entrant.OURS), bytes);
      } catch (WorkerException e) {
        outcome.failures().put(byId.get(Entrant.OURS), e.getMessage());
      }
    }
  }

  private void drop(Entrant entrant, String reason, Outcome outcome) {
    outcome.failures().put(entrant, reason);
    WorkerProcess worker = workers.remove(entrant);
    if (worker == null) {
      gone.put(entrant, reason);
    } else {
      worker.close();
    }
  }

  /** Ends the workers; may be called by another thread. */
  @Override
  public void close() {
    workers.values().forEach(WorkerProcess::close);
  }
}
