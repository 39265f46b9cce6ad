package org.unroll4j.studies.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.unroll4j.studies.config.ConfigException;

/**
 * Where a run leaves everything.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {

  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  /**
   * Makes a new folder {@code <parent>/<name>-<time>}; it never touches one that is there.
   *
   * @throws ConfigException if it cannot be made
   */
  public static RunFolder fresh(Path parent, String name) {
    String stamped = name + "-" + STAMP.format(LocalDateTime.now(ZoneId.systemDefault()));
    try {
      Files.createDirectories(parent);
      for (int n = 1; ; n++) {
        Path path = parent.resolve(n == 1 ? stamped : stamped + "-" + n);
        try {
          return new RunFolder(Files.createDirectory(path));
        } catch (FileAlreadyExistsException taken) {
          // Another run of the same second; the next number may be free.
        }
      }
    } catch (IOException e) {
      throw new ConfigException(
          "%s: no run folder can be made here (%s); name another place with --out."
              .formatted(parent, e.getMessage()));
    }
  }

  /**
   * The folder of an earlier run.
   *
   * @throws ConfigException if there is none
   */
  public static RunFolder existing(Path path) {
    RunFolder folder = new RunFolder(path);
    if (!Files.isRegularFile(folder.config())) {
      throw new ConfigException(
          "%s: this is not the folder of a run, it has no %s; name one that 'train' has made."
              .formatted(path, folder.config().getFileName()));
    }
    return folder;
  }

  /** The resolved configuration. */
  public Path config() {
    return path.resolve("config.yaml");
  }

  /** Where the run came from. */
  public Path provenance() {
    return path.resolve("provenance.json");
  }

  /** What the feature encoder has learnt. */
  public Path encoder() {
    return path.resolve("encoder.json");
  }

  /** The trained baselines. */
  public Path baselines() {
    return path.resolve("baselines.json");
  }

  /** The folder of the checkpoints. */
  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /** The best network, a model file of Deeplearning4j. */
  public Path model() {
    return path.resolve("model.zip");
  }

  /** One line of JSON per epoch. */
  public Path metrics() {
    return path.resolve("metrics.jsonl");
  }

  /** One line of JSON per update, where the configuration asks for it. */
  public Path updates() {
    return path.resolve("updates.jsonl");
  }

  /** Every prediction of the test part. */
  public Path predictions() {
    return path.resolve("predictions.csv.gz");
  }

  /** The record of the run. */
  public Path result() {
    return path.resolve("result.json");
  }

  /** The page. */
  public Path page() {
    return path.resolve("index.html");
  }

  /** Writes an object as readable JSON. */
  public static void writeJson(Path file, Object value) {
    try {
      AtomicFiles.writeText(file, Json.indented().writeValueAsString(value) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads an object from JSON.
   *
   * @throws ConfigException if the file is missing or holds something else
   */
  public static <T> T readJson(Path file, Class<T> type) {
    try {
      return Json.compact().readValue(file.toFile(), type);
    } catch (IOException e) {
      throw new ConfigException(
          "%s: this file of the run cannot be read (%s); was the run made by this version?"
              .formatted(file, e.getMessage().lines().findFirst().orElse("no reason given")));
    }
  }
}
