package org.unroll4j.data.generate;

import java.nio.file.Path;
import java.time.Duration;

/** Makes click sessions whose exact purchase probabilities are known. */
public final class SessionGenerator {
  private SessionGenerator() {}

  /**
   * Writes a CSV file (gzip) and its data card.
   *
   * @param sessions number of sessions
   * @param seed same seed, same content
   */
  public static void write(Path csvGz, int sessions, long seed) {
    throw new UnsupportedOperationException("not yet " + csvGz + sessions + seed + Duration.ZERO);
  }
}
