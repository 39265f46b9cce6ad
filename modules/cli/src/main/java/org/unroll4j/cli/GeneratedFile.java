package org.unroll4j.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.unroll4j.data.generate.DataCard;
import org.unroll4j.studies.config.ConfigException;
import picocli.CommandLine.Option;

/** What all kinds of generated data are asked for with. */
final class GeneratedFile {

  @Option(
      names = "--seed",
      paramLabel = "N",
      required = true,
      description = "Same seed, same content.")
  private long seed;

  @Option(names = "--force", description = "Replace the file if it is there.")
  private boolean force;

  long seed() {
    return seed;
  }

  /** Refuses to replace a file or its card unless that is wanted. */
  void requireFree(Path out) {
    for (Path file : new Path[] {out, DataCard.pathBeside(out)}) {
      if (Files.exists(file) && !force) {
        throw new ConfigException(
            "%s: this file exists; name another with --out, or replace it with --force."
                .formatted(file));
      }
    }
  }
}
