package org.unroll4j.peers.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Names for folders of results, after the time; what is there is never overwritten. */
public final class FreshFolder {

  private FreshFolder() {}

  /** A folder that is not there yet. */
  public static Path in(Path parent) {
    String stamp =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
            .format(LocalDateTime.now(ZoneId.systemDefault()));
    Path path = parent.resolve(stamp);
    for (int i = 2; Files.exists(path); i++) {
      path = parent.resolve(stamp + "-" + i);
    }
    return path;
  }
}
