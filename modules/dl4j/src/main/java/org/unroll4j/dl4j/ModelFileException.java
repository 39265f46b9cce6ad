package org.unroll4j.dl4j;

import java.nio.file.Path;

/** A model file that cannot be loaded; the message is one line that says which and why. */
public final class ModelFileException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  ModelFileException(Path file, String reason) {
    super(line(file, reason));
  }

  ModelFileException(Path file, String reason, Throwable cause) {
    super(line(file, reason + " (" + firstLine(cause) + ")."), cause);
  }

  private static String line(Path file, String reason) {
    return "Model file " + file + " " + reason;
  }

  private static String firstLine(Throwable cause) {
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return message.lines().findFirst().orElse("").strip();
  }
}
