package org.unroll4j.interop;

import java.nio.file.Path;

/**
 * A file of weights that cannot be read: damaged, hostile, or holding what is not supported. The
 * message is one line that says which file and why. Whatever bytes a file holds, reading it ends in
 * its content or in this exception.
 */
public final class WeightFileException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private static final int LONGEST_QUOTE = 100;

  /**
   * One line about one file.
   *
   * @param reason goes on after the file's name: {@code is cut off after 7 bytes.}
   */
  public WeightFileException(Path file, String reason) {
    super(line(file, reason));
  }

  /** One line about one file, with what it came from. */
  public WeightFileException(Path file, String reason, Throwable cause) {
    super(line(file, reason), cause);
  }

  /** A word out of a file as it may stand in a message: in quotes, short, without line breaks. */
  public static String quote(String word) {
    String shown = word.replaceAll("[^\\p{Print}\\p{L}\\p{N}]", "?");
    return shown.length() <= LONGEST_QUOTE
        ? "'" + shown + "'"
        : "'" + shown.substring(0, LONGEST_QUOTE) + "…'";
  }

  /** Reasons quote names out of files: nothing of them may break the line or steer a terminal. */
  private static String line(Path file, String reason) {
    return "Weight file " + file + " " + reason.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
  }
}
