package org.unroll4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.unroll4j.studies.config.ConfigException;

/** The place of a file that a command is to write, looked at before any work is done. */
final class OutputFile {

  private OutputFile() {}

  /**
   * Refuses a place where no file can be written, or where one that is read stands.
   *
   * @param read what the command reads
   */
  static void require(Path out, Path... read) throws IOException {
    Path folder = out.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(out)) {
      throw new ConfigException(
          "--out %s: this file cannot be written; name a file in a folder that exists."
              .formatted(out));
    }
    for (Path input : read) {
      if (Files.exists(out) && Files.exists(input) && Files.isSameFile(out, input)) {
        throw new ConfigException(
            "--out %s: this is the file that is read, which would be lost; name another."
                .formatted(out));
      }
    }
  }
}
