package org.unroll4j.interop;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes files that appear whole or not at all: beside their place, flushed to the disk, then moved
 * there in one step.
 */
public final class WholeFile {

  private static final int BUFFER = 1 << 16;

  private WholeFile() {}

  /** What the file will hold; it may throw. */
  @FunctionalInterface
  public interface Content {

    /** Writes everything; need not close the stream. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Creates or replaces a file.
   *
   * @throws IOException if it cannot be written; an older one is then still there
   */
  public static void write(Path file, Content content) throws IOException {
    Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "directory");
    Path unfinished = directory.resolve(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel channel =
              FileChannel.open(
                  unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
        content.writeTo(out);
        out.flush();
        channel.force(true);
      }
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
