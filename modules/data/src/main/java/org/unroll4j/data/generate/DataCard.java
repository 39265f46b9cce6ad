package org.unroll4j.data.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.unroll4j.data.DataException;
import org.unroll4j.data.table.TableFiles;

/**
 * The head of the Markdown file that lies beside a generated data set, {@code sessions.csv.gz}
 * beside {@code sessions.card.md}: lines of {@code key: value} between two lines of {@code ---}.
 *
 * @param path of the card
 * @param head all keys with their values; {@code generator} is name and version of the constants,
 *     {@code contentSha256} the fingerprint of the contents, text as it is uncompressed
 */
public record DataCard(Path path, Map<String, String> head) {
  private static final String FENCE = "---";
  private static final String GENERATOR = "generator";
  private static final String CONTENT = "contentSha256";

  public DataCard {
    head = Map.copyOf(head);
  }

  /** Where the card of a data set is, whether there is one or not. */
  public static Path pathBeside(Path data) {
    String name = data.getFileName().toString().replaceFirst("\\.(csv(\\.gz)?|parquet)$", "");
    return data.resolveSibling(name + ".card.md");
  }

  /**
   * The card of a data set, if there is one.
   *
   * @throws DataException if it cannot be read
   */
  public static Optional<DataCard> beside(Path data) {
    Path path = pathBeside(data);
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    try {
      Map<String, String> head = head(path);
      return head.containsKey(GENERATOR) ? Optional.of(new DataCard(path, head)) : Optional.empty();
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

  /** Whether any version of a generator wrote this; versions are {@code name/number}. */
  public boolean isOf(String version) {
    return name(head.get(GENERATOR)).equals(name(version));
  }

  private static String name(String version) {
    return version.replaceFirst("/.*", "");
  }

  /**
   * A number of the head.
   *
   * @throws DataException if there is none
   */
  public long number(String key) {
    String text = head.getOrDefault(key, "");
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new DataException(
          "%s: \"%s\" must be a whole number, but was \"%s\"; generate the data again."
              .formatted(path, key, text),
          e);
    }
  }

  /**
   * Refuses a file that is not the one described, and constants that are not these.
   *
   * @throws DataException if the card describes other contents or names another version
   */
  public void requireFits(Path data, String version) {
    if (!head.get(GENERATOR).equals(version)) {
      throw new DataException(
          "%s: made by %s, but this program knows the probabilities of %s; generate the data again."
              .formatted(path, head.get(GENERATOR), version));
    }
    try {
      String described = head.getOrDefault(CONTENT, "");
      String actual = TableFiles.textSha256(data);
      if (!actual.equals(described)) {
        throw new DataException(
            ("%s: describes contents with SHA-256 %s, but %s has %s; generate the data again or"
                    + " remove the card.")
                .formatted(path, described, data.getFileName(), actual));
      }
    } catch (IOException e) {
      throw new DataException("%s: cannot be read (%s).".formatted(data, e.getMessage()), e);
    }
  }
}
