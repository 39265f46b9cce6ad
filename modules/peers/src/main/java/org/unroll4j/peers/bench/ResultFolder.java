package org.unroll4j.peers.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll4j.report.ReportPage;
import org.unroll4j.studies.run.AtomicFiles;
import org.unroll4j.studies.run.CodeRevision;
import org.unroll4j.studies.run.Machine;

/**
 * The folder of a run: {@code result.json} and {@code index.html}, both written anew, whole, as
 * soon as there is more, so that whatever was measured survives a crash.
 */
final class ResultFolder {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path path;
  private final Map<String, Object> provenance = new LinkedHashMap<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final Map<String, Object> parts = new LinkedHashMap<>();
  private boolean sealed;

  private ResultFolder(Path path, int threads) {
    this.path = path;
    provenance.put("createdAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    provenance.put("codeRevision", CodeRevision.current());
    provenance.put("threads", threads);
    provenance.put("machine", JSON.convertValue(Machine.here(), Map.class));
  }

  /**
   * A new folder.
   *
   * @param chosen the folder, or null for a new one under {@code reports/benchmarks}
   * @throws IllegalArgumentException if there is something already
   */
  static ResultFolder create(Path chosen, Path home, int threads) throws IOException {
    Path path = chosen == null ? FreshFolder.in(home.resolve("reports/benchmarks")) : chosen;
    if (Files.exists(path)) {
      throw new IllegalArgumentException(
          "%s exists already: choose a new folder, so that nothing is overwritten."
              .formatted(path));
    }
    return new ResultFolder(Files.createDirectories(path), threads);
  }

  Path path() {
    return path;
  }

  /** Adds what came out at a work; tells whether the folder was still open. */
  synchronized boolean add(Outcome outcome, Map<String, Map<String, String>> entrants)
      throws IOException {
    if (sealed) {
      return false;
    }
    outcomes.add(outcome);
    parts.putAll(ResultRecord.of(provenance, entrants, outcomes));
    write();
    return true;
  }

  /** Adds the records of a study; tells whether the folder was still open. */
  synchronized boolean add(String study, List<Map<String, Object>> records) throws IOException {
    if (sealed) {
      return false;
    }
    parts.put("schema", ResultRecord.SCHEMA);
    parts.put("provenance", provenance);
    parts.put(study, records);
    write();
    return true;
  }

  /** Waits for what is being written, and lets nothing in afterwards. */
  synchronized void seal() {
    sealed = true;
  }

  private void write() throws IOException {
    Path json = path.resolve("result.json");
    AtomicFiles.writeText(json, JSON.writeValueAsString(parts));
    ReportPage.benchmark(json, path.resolve("index.html"));
  }
}
