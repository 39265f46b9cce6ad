package org.unroll4j.data.generate;

import java.util.List;

/** The words of a data card; {@code %s} in the result stands for the SHA-256 of the contents. */
final class CardText {
  private CardText() {}

  static String of(String file, List<SessionGenerator.Row> rows, int sessions, long seed) {
    return "---\ngenerator: "
        + ShopProcess.VERSION
        + "\nsessions: "
        + sessions
        + "\nseed: "
        + seed
        + "\nevents: "
        + rows.size()
        + "\ncontentSha256: %s\n---\n# "
        + file
        + "\n";
  }
}
