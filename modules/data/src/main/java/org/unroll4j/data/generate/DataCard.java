package org.unroll4j.data.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.unroll4j.data.DataException;
import org.unroll4j.data.events.EventFile;

/**
 * The head of the Markdown file that lies beside a generated data set, {@code sessions.csv.gz}
 * beside {@code sessions.card.md}: lines of {@code key: value} between two lines of {@code ---}.
 *
 * @param path of the card
 * @param generator name and version of the constants
 * @param contentSha256 of the CSV text, uncompressed
 */
record DataCard(Path path, String generator, String contentSha256) {
  private static final String FENCE = "---";

  static Path pathBeside(Path csv) {
    String name = csv.getFileName().toString().replaceFirst("\\.csv(\\.gz)?$", "");
    return csv.resolveSibling(name + ".card.md");
  }

  /** The card of a data set, if there is one. */
  static Optional<DataCard> beside(Path csv) {
    Path path = pathBeside(csv);
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    try {
      Map<String, String> head = head(path);
      return head.containsKey("generator")
          ? Optional.of(
              new DataCard(path, head.get("generator"), head.getOrDefault("contentSha256", "")))
          : Optional.empty();
    } catch (IOException e) {
      throw new DataException("%s: cannot be read (%s).".formatted(path, e.getMessage()), e);
    }
  }

  private static Map<String, String> head(Path path) throws IOException {
    Map<String, String> head = new HashMap<>();
    var lines = Files.readAllLines(path).iterator();
    if (lines.hasNext() && lines.next().equals(FENCE)) {
      for (String line = ""; lines.hasNext() && !line.equals(FENCE); line = lines.next()) {
        int colon = line.indexOf(": ");
        if (colon > 0) {
          head.put(line.substring(0, colon), line.substring(colon + 2).strip());
        }
      }
    }
    return head;
  }

  /** Refuses a file that is not the one described, and constants that are not these. */
  void requireFits(Path csv) {
    if (!generator.equals(ShopProcess.VERSION)) {
      throw new DataException(
          "%s: made by %s, but this program knows the probabilities of %s; generate the data again."
              .formatted(path, generator, ShopProcess.VERSION));
    }
    try {
      String actual = EventFile.contentSha256(csv);
      if (!actual.equals(contentSha256)) {
        throw new DataException(
            ("%s: describes contents with SHA-256 %s, but %s has %s; generate the data again or"
                    + " remove the card.")
                .formatted(path, contentSha256, csv.getFileName(), actual));
      }
    } catch (IOException e) {
      throw new DataException("%s: cannot be read (%s).".formatted(csv, e.getMessage()), e);
    }
  }
}
