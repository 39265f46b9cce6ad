package org.unroll4j.studies.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.unroll4j.studies.run.AtomicFiles;
import org.unroll4j.studies.run.Json;

/** Writes one line per update; what came after the last checkpoint is written again. */
public final class UpdateLog implements Consumer<UpdateReport> {

  private final Path file;

  /**
   * Begins a log, or goes on with one.
   *
   * @param updates updates before; later lines are dropped
   */
  public UpdateLog(Path file, long updates) throws IOException {
    this.file = file;
    List<String> before = Files.exists(file) ? Files.readAllLines(file) : List.of();
    StringBuilder kept = new StringBuilder();
    before.stream().limit(updates).forEach(line -> kept.append(line).append('\n'));
    AtomicFiles.writeText(file, kept.toString());
  }

  @Override
  public void accept(UpdateReport report) {
    try {
      String line = Json.compact().writeValueAsString(report) + "\n";
      Files.writeString(file, line, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
