package org.unroll4j.peers.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The session study from beginning to end, trained for a fixed number of epochs with our layers and
 * with Deeplearning4j's, in turn, by the command that everybody uses.
 */
final class SessionStudy {

  /** Its name on the command line. */
  static final String NAME = "session";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Map<String, String> IMPLEMENTATIONS =
      Map.of("unroll4j", "unroll4j layers", "deeplearning4j", "Deeplearning4j's layers");
  private static final int MINUTES = 10;
  private static final String RESULT = "result.json";

  private final Path home;
  private final Path folder;
  private final int epochs;

  /**
   * A study.
   *
   * @param home the toolkit's folder
   * @param folder receives what the command says
   */
  SessionStudy(Path home, Path folder, int epochs) {
    this.home = home;
    this.folder = folder;
    this.epochs = epochs;
  }

  /** One record per implementation, as plain values. */
  List<Map<String, Object>> run(int rounds) throws WorkerException {
    Map<String, List<JsonNode>> timings = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (String name : List.of("unroll4j", "deeplearning4j")) {
        timings.computeIfAbsent(name, unused -> new ArrayList<>()).add(train(name));
      }
    }
    double ours = median(timings.get("unroll4j"), "trainSeconds");
    List<Map<String, Object>> records = new ArrayList<>();
    timings.forEach(
        (name, all) -> {
          double seconds = median(all, "trainSeconds");
          Map<String, Object> values = new LinkedHashMap<>();
          values.put("who", name);
          values.put("label", IMPLEMENTATIONS.get(name));
          values.put("epochs", epochs);
          values.put("runs", all.size());
          values.put("trainSeconds", seconds);
          values.put("eventsPerSecond", median(all, "eventsPerSecond"));
          values.put("ratioToOurs", seconds / ours);
          records.add(values);
        });
    return records;
  }

  private static double median(List<JsonNode> timings, String key) {
    return Quartiles.of(timings.stream().mapToDouble(one -> one.path(key).asDouble()).toArray())
        .median();
  }

  private JsonNode train(String implementation) throws WorkerException {
    Path log = folder.resolve("session-" + implementation + ".log");
    Path run = folder.resolve("session-run");
    try {
      ProcessBuilder command =
          new ProcessBuilder(
              home.resolve("bin/unroll").toString(),
              "train",
              home.resolve("configs/session.yaml").toString(),
              "--set",
              "model.implementation=" + implementation,
              "--set",
              "training.epochs=" + epochs,
              "--set",
              "evaluation.baselines=false",
              "--out",
              run.toString());
      command.directory(home.toFile());
      command.redirectErrorStream(true);
      command.redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())));
      Process process = command.start();
      try {
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
          throw new WorkerException("bin/unroll train failed; its last words are in " + log);
        }
      } finally {
        process.destroy();
      }
      return JSON.readTree(resultBelow(run).toFile()).path("timing");
    } catch (IOException e) {
      throw new WorkerException("bin/unroll train could not be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkerException("interrupted");
    } finally {
      delete(run);
    }
  }

  /** The command makes a folder of its own for each run. */
  private static Path resultBelow(Path parent) throws IOException {
    try (Stream<Path> files = Files.find(parent, 2, (file, unused) -> file.endsWith(RESULT))) {
      return files
          .findFirst()
          .orElseThrow(() -> new IOException("it left no result.json in " + parent));
    }
  }

  private static void delete(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot delete " + folder, e);
    }
  }
}
