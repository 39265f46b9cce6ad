package org.unroll4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.unroll4j.studies.config.ConfigException;

/** A new folder that appears with everything in it, named after the time; none is overwritten. */
final class FreshFolder {

  private FreshFolder() {}

  /** Writes the files of the folder. */
  @FunctionalInterface
  interface Content {
    void writeTo(Path folder) throws IOException;
  }

  /**
   * Refuses a parent that is a file; to be called before any work is done.
   *
   * @throws ConfigException if it is one
   */
  static void requireParent(Path parent) {
    if (Files.exists(parent) && !Files.isDirectory(parent)) {
      throw new ConfigException(
          "--out %s: this is a file; name a folder, which is made if it is not there."
              .formatted(parent));
    }
  }

  /** Makes the folder, and its parent if that is not there. */
  static Path write(Path parent, Content content) throws IOException {
    Path unfinished = Files.createTempDirectory(Files.createDirectories(parent), "unfinished-");
    content.writeTo(unfinished);
    String stamp =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
            .format(LocalDateTime.now(ZoneId.systemDefault()));
    Path folder = parent.resolve(stamp);
    for (int i = 2; Files.exists(folder); i++) {
      folder = parent.resolve(stamp + "-" + i);
    }
    return Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
  }
}
